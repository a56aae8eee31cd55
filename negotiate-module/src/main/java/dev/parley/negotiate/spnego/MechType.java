package dev.parley.negotiate.spnego;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The mechanisms that clients list, by their object identifiers. */
public enum MechType {
  /** RFC 4121. */
  KERBEROS("1.2.840.113554.1.2.2", "Kerberos"),
  /**
   * Kerberos too: the identifier as Windows has it, cut to 16 bits (MS-SPNG section 2.2.1). Who
   * lists it is answered with it.
   */
  KERBEROS_LEGACY("1.2.840.48018.1.2.2", "Kerberos"),
  /** MS-NLMP. */
  NTLMSSP("1.3.6.1.4.1.311.2.2.10", "NTLM"),
  /** MS-NEGOEX, which is passed over. */
  NEGOEX("1.3.6.1.4.1.311.2.2.30", ""),
  /** Any other. */
  OTHER("", "");

  @SuppressWarnings("ImmutableEnumChecker") // never written to, never handed out
  private final byte[] der;

  private final String mechanism;

  MechType(String identifier, String mechanism) {
    this.der =
        identifier.isEmpty() ? new byte[0] : Der.encode(new ASN1ObjectIdentifier(identifier));
    this.mechanism = mechanism;
  }

  /**
   * Links what the identifiers are encoded with.
   *
   * @throws LinkageError when that is missing
   */
  public static void load() {
    Der.encode(KERBEROS.identifier());
  }

  /** The type of an OBJECT IDENTIFIER element, {@code octets[from]} up to {@code octets[to]}. */
  static MechType of(byte[] octets, int from, int to) {
    for (MechType each : values()) {
      if (Arrays.mismatch(each.der, 0, each.der.length, octets, from, to) < 0) {
        return each;
      }
    }
    return OTHER;
  }

  /** Whether it stands for the mechanism of this name. */
  boolean isOf(String name) {
    return this != OTHER && mechanism.equals(name);
  }

  /** The OBJECT IDENTIFIER. */
  ASN1ObjectIdentifier identifier() {
    return ASN1ObjectIdentifier.getInstance(der);
  }
}
