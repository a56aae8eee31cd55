package dev.parley.sspi;

/** A security package ready to serve: Digest, or any other. Thread-safe. */
public interface SecurityPackage extends AutoCloseable {

  /** What the package is. */
  PackageInfo info();

  /**
   * The authentication scheme of the credentials it takes, as in {@code Authorization}, for example
   * {@code Digest}.
   */
  String scheme();

  /**
   * The longest {@code Authorization} value that it takes, in characters.
   *
   * @param usual the bound that the settings have for all
   */
  default int credentialsLimit(int usual) {
    return usual;
  }

  /**
   * Acquires inbound credentials: the keys and the authority with which requests are accepted
   * (AcquireCredentialsHandle). They do not expire and are to be closed by the caller.
   */
  ServerCredentials acquireCredentials();

  /**
   * Releases what the package itself holds, such as files that it watches. Closing its credentials
   * may have done so before; this is for packages of which none were acquired.
   */
  @Override
  default void close() {}
}
