package dev.parley.filter;

import java.time.Instant;
import java.util.Set;

/**
 * Who the client of a request is and how that is known: the request attribute {@value #ATTRIBUTE}.
 *
 * @param name the account name
 * @param roles the roles that the authority gave
 * @param scheme the authentication scheme, for example {@code Digest}
 * @param packageName the security package
 * @param algorithm the algorithm of the session key, for example {@code SHA-256}; empty when the
 *     package has none
 * @param authority who vouched for the client
 * @param contextId a shortened hash that names the security context
 * @param established when the authority vouched
 * @param expires when the context ends at the latest
 */
public record AuthenticatedIdentity(
    String name,
    Set<String> roles,
    String scheme,
    String packageName,
    String algorithm,
    String authority,
    String contextId,
    Instant established,
    Instant expires) {
  /** The name of the request attribute. */
  public static final String ATTRIBUTE = "dev.parley.identity";

  /** Copies the roles. */
  public AuthenticatedIdentity {
    roles = Set.copyOf(roles);
  }
}
