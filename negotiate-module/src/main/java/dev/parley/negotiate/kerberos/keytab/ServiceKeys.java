package dev.parley.negotiate.kerberos.keytab;

/** Where the keys of the services come from. Thread-safe. */
@FunctionalInterface
public interface ServiceKeys {

  /**
   * The keys that hold now, the same object as long as nothing was changed. Called for each ticket:
   * neither waits nor reads files.
   *
   * <p>Keys of an older set may still be in use when a new one comes; who replaces a set wipes the
   * old one not before requests under way have ended.
   */
  KeySet current();
}
