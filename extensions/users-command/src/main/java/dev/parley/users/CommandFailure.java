package dev.parley.users;

/** Ends the command with exit code 1 and a message, never with a secret. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
