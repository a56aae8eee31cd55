package dev.parley.sspi;

/** A security package ready to serve: Digest, or any other. Thread-safe. */
public interface SecurityPackage {

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
}
