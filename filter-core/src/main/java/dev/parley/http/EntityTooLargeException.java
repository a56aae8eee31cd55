package dev.parley.http;

/**
 * Says that the request entity is longer than the configured bound for entities that must be
 * hashed.
 */
public final class EntityTooLargeException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param limit the bound in bytes
   */
  public EntityTooLargeException(long limit) {
    super("the request entity is longer than " + limit + " bytes", null, false, false);
  }
}
