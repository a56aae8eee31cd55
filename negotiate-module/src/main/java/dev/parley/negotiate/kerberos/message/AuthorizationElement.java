package dev.parley.negotiate.kerberos.message;

/**
 * An element of AuthorizationData (RFC 4120 section 5.2.6).
 *
 * @param adType what it is: 1 AD-IF-RELEVANT, 128 AD-WIN2K-PAC, 143 KERB_AP_OPTIONS
 * @param adData its content; belongs to the element and is not changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AuthorizationElement(int adType, byte[] adData) {
  /** AD-IF-RELEVANT: elements that may be passed over. */
  public static final int IF_RELEVANT = 1;

  /** The PAC (MS-PAC, MS-KILE). */
  public static final int WIN2K_PAC = 128;

  /** Options of the client's application (MS-KILE section 3.2.5.8). */
  public static final int AP_OPTIONS = 143;

  DerValue toDer() {
    return new Der().int32(0, adType).octets(1, adData).sequence();
  }
}
