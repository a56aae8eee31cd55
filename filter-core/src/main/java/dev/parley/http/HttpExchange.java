package dev.parley.http;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a security package may see of one request. The values are those of the wire: nothing is
 * decoded or normalised. An exchange belongs to one request and is not thread-safe.
 */
public interface HttpExchange {
  /** The fields by which proxies give themselves away (RFC 9110 section 7.6.3, RFC 7239). */
  List<String> FIELDS_OF_PROXIES =
      List.of(
          "Via",
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP");

  /** The request method, for example {@code GET}. */
  String method();

  /** The path of the request target as on the wire, percent-encoded, or {@code *}. */
  String path();

  /**
   * The query of the request target as on the wire without the question mark; null when there is no
   * question mark.
   */
  @Nullable String query();

  /** The scheme by which the client reached the server: {@code http} or {@code https}. */
  String scheme();

  /**
   * The authority the client named, {@code host[:port]} as in {@code Host} or {@code :authority};
   * empty when unknown.
   */
  String host();

  /**
   * The value of {@code Authorization}.
   *
   * @return the value, or null when the field is absent
   * @throws MalformedTokenException when the request has the field more than once (RFC 9110 section
   *     11.6.2: it is no list)
   */
  @Nullable String authorization() throws MalformedTokenException;

  /** The first value of a header field, or null. Not for {@code Authorization}. */
  @Nullable String header(String name);

  /** The address of the peer (or, behind a trusted proxy, of the client) in its textual form. */
  String remoteAddress();

  /**
   * An identifier of the connection, unique while the server runs; empty when the container has
   * none.
   */
  String connectionId();

  /**
   * An identifier of the request, the same in all its dispatches and unique while the server runs;
   * empty when the container has none.
   */
  default String requestId() {
    return "";
  }

  /**
   * The protocol of the connection by its ALPN name, for example {@code http/1.1}, {@code h2},
   * {@code h2c}, or {@code ajp}; empty when the container does not tell.
   */
  default String connectionProtocol() {
    return "";
  }

  /**
   * Whether a proxy says, by fields that proxies add, that it has handed the request on: the
   * connection is then the proxy's, and may carry the requests of several clients. False tells
   * nothing: a proxy need not say so.
   */
  default boolean isHandedOn() {
    return FIELDS_OF_PROXIES.stream().anyMatch(field -> header(field) != null);
  }

  /**
   * The certificate that the server has shown on the client's TLS connection; null without TLS, or
   * when the container does not tell.
   */
  default @Nullable X509Certificate serverCertificate() {
    return null;
  }

  /**
   * What {@link #keepInSession} has kept in the client's HTTP session.
   *
   * @return the value, or null when there is no session or it has no such value
   */
  default @Nullable String sessionValue(String name) {
    return null;
  }

  /**
   * Keeps a value in the client's HTTP session, which is made if there is none; one that exists
   * gets a new id, so that nobody who knew the old one has the value. A null value is taken out.
   *
   * @return false when there can be no session, so that nothing was kept
   */
  default boolean keepInSession(String name, @Nullable String value) {
    return false;
  }

  /**
   * Feeds the whole request entity (after transfer coding, before content coding is undone) to
   * {@code hash}. The entity is spooled, so that the application can still read it. May be called
   * again. Its client has not proved who it is, so what is held of such entities is bounded.
   *
   * @param context what stands for the kept context that the answer is to be verified with, equal
   *     for equal contexts; null for a stranger
   * @throws EntityTooLargeException when the entity exceeds the configured bound
   * @throws EntityNotTakenException when too many are held, or it comes too slowly
   * @throws EntityUnreadableException when its transfer coding is broken
   * @throws IOException when the client goes away
   */
  void hashEntity(MessageDigest hash, @Nullable Object context)
      throws IOException, EntityTooLargeException;
}
