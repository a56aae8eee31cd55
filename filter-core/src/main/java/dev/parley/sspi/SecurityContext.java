package dev.parley.sspi;

import java.util.concurrent.Callable;

/**
 * A client that has proved who it is, seen from one request (CtxtHandle). The kept context behind
 * it may serve many requests at once. One that lives for its request only is {@link AutoCloseable}
 * too: it is closed when the request is over. Thread-safe.
 */
public interface SecurityContext {

  /**
   * A shortened hash that names the context in logs and to operators; it can not be turned into a
   * token.
   */
  String id();

  /** Who the client is. */
  Identity identity();

  /**
   * The value of an attribute (QueryContextAttributes).
   *
   * @throws SecurityStatusException with {@code SEC_E_UNSUPPORTED_FUNCTION} when the package does
   *     not have the attribute
   */
  <T> T queryContextAttributes(ContextAttribute<T> attribute) throws SecurityStatusException;

  /**
   * Signs a message to the client (MakeSignature). Signatures of a context are numbered: they have
   * to be verified in the order in which they were made.
   *
   * @return the signature alone
   * @throws SecurityStatusException with {@code SEC_E_UNSUPPORTED_FUNCTION} when the package or the
   *     negotiated flags have no signatures
   */
  default byte[] makeSignature(byte[] message) throws SecurityStatusException {
    throw new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "makeSignature");
  }

  /**
   * Verifies a signature of the client (VerifySignature).
   *
   * @throws SecurityStatusException with {@code SEC_E_MESSAGE_ALTERED} when it is not the client's,
   *     {@code SEC_E_OUT_OF_SEQUENCE} when its number was used or is not the next, {@code
   *     SEC_E_INVALID_TOKEN} when it is malformed, {@code SEC_E_UNSUPPORTED_FUNCTION} as above
   */
  default void verifySignature(byte[] message, byte[] signature) throws SecurityStatusException {
    throw new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "verifySignature");
  }

  /**
   * Encrypts and signs a message to the client (EncryptMessage).
   *
   * @return the whole token: header or signature, and the encrypted message
   * @throws SecurityStatusException with {@code SEC_E_UNSUPPORTED_FUNCTION} when the package or the
   *     negotiated flags have no encryption
   */
  default byte[] encryptMessage(byte[] message) throws SecurityStatusException {
    throw new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "encryptMessage");
  }

  /**
   * Decrypts and verifies a token of the client (DecryptMessage).
   *
   * @return the message
   * @throws SecurityStatusException as {@link #verifySignature}
   */
  default byte[] decryptMessage(byte[] token) throws SecurityStatusException {
    throw new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "decryptMessage");
  }

  /**
   * Runs {@code action} as the client (ImpersonateSecurityContext, then always
   * RevertSecurityContext): the client's identity is a principal of the current {@link
   * javax.security.auth.Subject} and {@link Impersonation#current()} while it runs.
   *
   * @return what the action returns
   * @throws Exception what the action throws, as it is
   */
  default <T> T impersonate(Callable<T> action) throws Exception {
    return Impersonation.run(identity(), action);
  }
}
