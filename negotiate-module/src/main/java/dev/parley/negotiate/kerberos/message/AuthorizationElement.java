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

  /** AD-KDCIssued: elements that the KDC vouches for. */
  public static final int KDC_ISSUED = 4;

  /** AD-AND-OR: conditions, of which so many have to hold. */
  public static final int AND_OR = 5;

  /** AD-MANDATORY-FOR-KDC: elements that KDCs have to know. */
  public static final int MANDATORY_FOR_KDC = 8;

  /** AD-INITIAL-VERIFIED-CAS (RFC 4556 section 3.2.4). */
  public static final int INITIAL_VERIFIED_CAS = 9;

  /** AD-fx-fast-armor (RFC 6113 section 5.4.1.1). */
  public static final int FX_FAST_ARMOR = 71;

  /** The PAC (MS-PAC, MS-KILE). */
  public static final int WIN2K_PAC = 128;

  /** AD-ETYPE-NEGOTIATION (RFC 4537). */
  public static final int ETYPE_NEGOTIATION = 129;

  /** KERB_AUTH_DATA_TOKEN_RESTRICTIONS (MS-KILE section 2.2.6). */
  public static final int TOKEN_RESTRICTIONS = 141;

  /** KERB_LOCAL (MS-KILE section 2.2.4). */
  public static final int KERB_LOCAL = 142;

  /** Options of the client's application (MS-KILE section 3.2.5.8). */
  public static final int AP_OPTIONS = 143;

  DerValue toDer() {
    return new Der().int32(0, adType).octets(1, adData).sequence();
  }
}
