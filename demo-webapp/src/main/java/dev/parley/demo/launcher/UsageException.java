package dev.parley.demo.launcher;

/** The command can not do what was asked; the message is for the person who asked. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
