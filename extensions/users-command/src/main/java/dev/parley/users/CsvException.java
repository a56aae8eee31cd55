package dev.parley.users;

/** Says that a text is no CSV. The message has the line, never the content. */
final class CsvException extends Exception {
  private static final long serialVersionUID = 1L;

  CsvException(int line, String message) {
    super("line " + line + ": " + message);
  }
}
