package dev.parley.negotiate.kerberos.crypto;

/** Says that a cipher text was not made with this key and usage, or was changed. */
public final class IntegrityException extends Exception {
  private static final long serialVersionUID = 1L;

  IntegrityException(String message) {
    super(message, null, false, false);
  }
}
