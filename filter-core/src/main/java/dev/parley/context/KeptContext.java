package dev.parley.context;

import dev.parley.authority.OfAccount;
import dev.parley.sspi.Identity;
import java.util.function.Predicate;

/** A security context as it is kept between requests. Thread-safe. */
public interface KeptContext extends OfAccount {

  /** Who the client is. */
  Identity identity();

  /**
   * Whether one of the names is meant by which the account goes: the identity's, and beside it the
   * one that the client wrote.
   */
  @Override
  default boolean isNamed(Predicate<String> name) {
    return name.test(identity().name());
  }

  /**
   * Whence its client came that logged on: a short name ({@link Owners}) of the address as clients
   * count by it; {@link Owners#NONE} where it does not count. Never changes.
   */
  default int origin() {
    return Owners.NONE;
  }

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
