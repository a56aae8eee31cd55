package dev.parley.users;

/** Runs the command and ends with its exit code. */
public final class Main {
  private Main() {}

  /** Runs the command with the streams of the process. */
  public static void main(String[] args) {
    System.exit(UsersCommand.run(Terminal.ofProcess(), args));
  }
}
