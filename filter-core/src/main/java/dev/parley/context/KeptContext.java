package dev.parley.context;

import dev.parley.sspi.Identity;

/** A security context as it is kept between requests. Thread-safe. */
public interface KeptContext {

  /** Who the client is. */
  Identity identity();

  /** The name of the package that made it. */
  String packageName();

  /** When the authority vouched for the client, in milliseconds since 1970. */
  long establishedMillis();

  /** When it ends at the latest, in milliseconds since 1970. */
  long expiresMillis();

  /**
   * Wipes its keys, before the reference is free again: whoever finds the context meanwhile finds
   * it destroyed, and takes it as unknown. May be called more than once.
   *
   * @param reference under what it was kept
   */
  void destroy(ContextReference reference);
}
