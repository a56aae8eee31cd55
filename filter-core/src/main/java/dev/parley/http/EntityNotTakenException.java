package dev.parley.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The request entity is not read, or not to its end: neither its client nor its form is to blame.
 * Ends as 503.
 */
public final class EntityNotTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Cause {
    /** As many entities, or octets of them, are held as may be. */
    TOO_MANY,
    /** It comes too slowly. */
    TOO_SLOW,
    /** It finds no room in a temporary file. */
    NO_ROOM
  }

  private final Cause why;

  /**
   * @param why for the audit
   */
  public EntityNotTakenException(Cause why) {
    this(why, null);
  }

  /**
   * @param why for the audit
   * @param cause what was met, or null
   */
  public EntityNotTakenException(Cause why, @Nullable Exception cause) {
    super("the request entity is not taken: " + why, cause);
    this.why = why;
  }

  /** Why not. */
  public Cause why() {
    return why;
  }
}
