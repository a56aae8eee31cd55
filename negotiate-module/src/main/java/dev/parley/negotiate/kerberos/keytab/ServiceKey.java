package dev.parley.negotiate.kerberos.keytab;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.util.List;

/**
 * One key of a service.
 *
 * @param components the parts of the principal's name, such as HTTP and the host; not empty
 * @param realm its realm
 * @param kvno the version of the key; 0 when unknown, which fits every version
 * @param key the key with its type
 */
public record ServiceKey(List<String> components, String realm, int kvno, KerberosKey key) {
  /** Copies the list. */
  public ServiceKey {
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException("a principal has at least one component");
    }
  }

  /** The type of the key. */
  public Enctype enctype() {
    return key.enctype();
  }

  /** The principal, {@code HTTP/host@REALM}. */
  public String principal() {
    return String.join("/", components) + "@" + realm;
  }
}
