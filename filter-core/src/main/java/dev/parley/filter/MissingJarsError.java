package dev.parley.filter;

/** Says which jars are missing. */
final class MissingJarsError extends LinkageError {
  private static final long serialVersionUID = 1L;

  MissingJarsError(String message) {
    super(message);
  }
}
