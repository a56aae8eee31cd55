package dev.parley.sspi;

import dev.parley.http.HeaderField;

/**
 * A header field that depends on the response entity, such as {@code rspauth} with qop {@code
 * auth-int} (RFC 7616 section 3.5). The filter holds the response back to a bound; where the
 * response grows beyond it, the field is left out.
 */
public interface ResponseSeal {

  /** The name of the JCA message digest for the entity. */
  String hashAlgorithm();

  /** The field for a response entity with this hash; called at most once. */
  HeaderField seal(byte[] entityHash);
}
