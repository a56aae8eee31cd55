package dev.parley.negotiate.kerberos.crypto;

/**
 * What is derived of a key for one usage.
 *
 * @param encryption Ke; the other key where there is none: for checksums, and with RC4, which has
 *     another for each message
 * @param integrity Ki; for checksums Kc; with RC4 K1, for checksums Ksign
 */
record UsageKeys(WipeableKey encryption, WipeableKey integrity) {

  static UsageKeys single(WipeableKey key) {
    return new UsageKeys(key, key);
  }

  void destroy() {
    encryption.destroy();
    integrity.destroy();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
