package dev.parley.sspi;

import java.util.concurrent.Callable;

/**
 * A client that has proved who it is, seen from one request (CtxtHandle). The kept context behind
 * it may serve many requests at once. Thread-safe.
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
