package dev.parley.http;

/**
 * Says that bytes from the peer do not follow the grammar they claim to follow. It is the only
 * exception a parser of peer data throws; its text names what was expected and where, never the
 * data itself.
 */
public final class MalformedTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, without any value that the peer sent
   */
  public MalformedTokenException(String message) {
    super(message, null, false, false);
  }
}
