package dev.parley.negotiate.kerberos.keytab;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Whether the key has a version, or one of both is unknown.
   *
   * @param version an unsigned number; null or 0 when it is unknown
   */
  boolean isExactly(@Nullable Integer version) {
    return version == null || version == 0 || kvno == 0 || kvno == version.intValue();
  }

  /**
   * Whether the key can have a version: {@link #kvno} may be its low eight bits, as keytabs and
   * programs had room for no more.
   *
   * @param version an unsigned number; null or 0 when it is unknown
   */
  public boolean isOfVersion(@Nullable Integer version) {
    return version == null || isExactly(version) || kvno == (version & 0xFF);
  }

  /** The principal, {@code HTTP/host@REALM}. */
  public String principal() {
    return String.join("/", components) + "@" + realm;
  }
}
