package dev.parley.http;

import java.io.IOException;

/**
 * The request entity can not be read to its end: its transfer coding is broken, or the container
 * gives it up.
 */
public final class EntityUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what the container says
   */
  public EntityUnreadableException(RuntimeException cause) {
    super("the request entity can not be read", cause);
  }
}
