package dev.parley.sspi;

import dev.parley.http.HttpExchange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Inbound credentials of one package: the means to accept clients (CredHandle with
 * SECPKG_CRED_INBOUND). Thread-safe, without Microsoft's rule of one thread a context.
 */
public interface ServerCredentials extends AutoCloseable {

  /**
   * Takes a client's token (AcceptSecurityContext).
   *
   * <ul>
   *   <li>no token: {@code SEC_I_CONTINUE_NEEDED} and a challenge
   *   <li>a token that refers to no kept context: initial authentication, {@code SEC_E_OK} or an
   *       error
   *   <li>a token that refers to a kept context: {@code SEC_I_COMPLETE_NEEDED} and a handle for
   *       {@link #completeAuthToken}
   * </ul>
   *
   * Bad input never throws: it is an error status with a {@link Reason}.
   *
   * @param context the partial context of an earlier leg, or null; Digest has none
   * @param exchange the request
   * @throws IOException when the client goes away while its entity is read
   */
  AcceptResult acceptSecurityContext(@Nullable SecurityContext context, HttpExchange exchange)
      throws IOException;

  /**
   * Verifies the message for which {@link #acceptSecurityContext} answered {@code
   * SEC_I_COMPLETE_NEEDED}, with the kept session key and without the authority
   * (CompleteAuthToken).
   *
   * @param context the handle that accept returned for this very request
   * @param exchange the same request
   * @return {@code SEC_E_OK}, {@code SEC_E_OUT_OF_SEQUENCE}, {@code SEC_E_MESSAGE_ALTERED} or
   *     another error
   * @throws IOException when the client goes away while its entity is read
   */
  AcceptResult completeAuthToken(SecurityContext context, HttpExchange exchange) throws IOException;

  /**
   * A challenge for a request that is to be refused for a reason of another package or of the
   * engine; makes no state.
   */
  AcceptResult challenge(HttpExchange exchange);

  /**
   * The client that an earlier request has made known, for a request without credentials: where the
   * package keeps identities by connection or by session. Makes no state and does no I/O.
   *
   * @param by where to look, and nowhere else: whose request it is when the two differ is not the
   *     package's to say
   * @return {@code SEC_E_OK} with the context, or null when the client is not known by it
   */
  default @Nullable AcceptResult resume(HttpExchange exchange, KeptBy by) {
    return null;
  }

  /**
   * Is told that the client whom {@link #resume} finds is not the one whose request this is: it is
   * known by its connection, or by the session, no more, and its context is destroyed. Does nothing
   * when there is none.
   */
  default void forget(HttpExchange exchange, KeptBy by) {}

  /**
   * Is told that credentials came for another package, or for none, on the client's connection:
   * whatever this package knows of the connection no longer holds.
   */
  default void yieldConnection(HttpExchange exchange) {}

  /**
   * Is told whose request came over the exchange's connection, by credentials of another package.
   * Does no I/O.
   *
   * @param account the name of the identity
   */
  default void noteAccount(HttpExchange exchange, String account) {}

  /**
   * Is told that credentials for this package came where nobody asks for any, so that they are not
   * looked at: the client whom an earlier request has made known is so no longer. A negotiation
   * under way may go on, for the same request may be dispatched to where its credentials count.
   */
  default void startOver(HttpExchange exchange) {
    yieldConnection(exchange);
  }

  /**
   * Frees what is over now. Called now and then, since a server without requests frees nothing by
   * itself.
   */
  default void tidy() {}

  /**
   * Destroys a context and its key (DeleteSecurityContext). Does nothing when it is gone already.
   */
  void deleteSecurityContext(SecurityContext context);

  /** Releases the keys. Later calls refuse with {@code SEC_E_INVALID_HANDLE}. */
  @Override
  void close();
}
