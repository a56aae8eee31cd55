package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that has proved to hold the session key of a valid ticket.
 *
 * @param components the parts of the client's principal; not empty
 * @param nameType how the name is to be read (RFC 4120 section 6.2): 1 principal, 10 enterprise
 * @param realm the client's realm
 * @param authTime when the client got its first ticket, to the second
 * @param authorizationData of the ticket only, not of the authenticator; what stood in
 *     AD-IF-RELEVANT stands in its place
 * @param serviceKey the key that decrypted the ticket; it belongs to its key set
 * @param address the client's network address in its textual form
 * @param untrustedWay what is wrong with the way through other realms, which then only the PAC of a
 *     domain controller can make good; null when nothing is
 */
public record KerberosClient(
    List<String> components,
    int nameType,
    String realm,
    Instant authTime,
    List<AuthorizationElement> authorizationData,
    ServiceKey serviceKey,
    String address,
    @Nullable String untrustedWay) {
  /** Copies the lists. */
  public KerberosClient {
    components = List.copyOf(components);
    authorizationData = List.copyOf(authorizationData);
  }
}
