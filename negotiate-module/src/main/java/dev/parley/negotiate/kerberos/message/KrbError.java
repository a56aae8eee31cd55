package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;

/**
 * KRB_ERROR, the server's refusal (RFC 4120 section 5.9.1).
 *
 * @param stime the server's time, in seconds since 1970
 * @param susec its microseconds
 * @param errorCode one of the constants here
 * @param realm of the service
 * @param sname the service
 */
public record KrbError(long stime, int susec, int errorCode, String realm, PrincipalName sname) {
  /** KRB_AP_ERR_BAD_INTEGRITY. */
  public static final int BAD_INTEGRITY = 31;

  /** KRB_AP_ERR_TKT_EXPIRED. */
  public static final int TKT_EXPIRED = 32;

  /** KRB_AP_ERR_TKT_NYV. */
  public static final int TKT_NYV = 33;

  /** KRB_AP_ERR_REPEAT. */
  public static final int REPEAT = 34;

  /** KRB_AP_ERR_NOT_US. */
  public static final int NOT_US = 35;

  /** KRB_AP_ERR_BADMATCH. */
  public static final int BADMATCH = 36;

  /** KRB_AP_ERR_SKEW. */
  public static final int SKEW = 37;

  /** KRB_AP_ERR_BADADDR. */
  public static final int BADADDR = 38;

  /** KRB_AP_ERR_MODIFIED. */
  public static final int MODIFIED = 41;

  /** KRB_AP_ERR_BADKEYVER. */
  public static final int BADKEYVER = 44;

  /** KRB_AP_PATH_NOT_ACCEPTED. */
  public static final int PATH_NOT_ACCEPTED = 51;

  private static final int APPLICATION = 30;

  /**
   * Reads the message, passing over what is not kept.
   *
   * @throws MalformedTokenException when it is none
   */
  public static KrbError parse(byte[] der) throws MalformedTokenException {
    DerReader fields = DerReader.message(der, APPLICATION);
    fields.expectInt32(0, 5, "pvno");
    fields.expectInt32(1, APPLICATION, "msg-type");
    for (int passed = 2; passed <= 3; passed++) {
      fields.optionalField(passed);
    }
    long stime = fields.time(4);
    int susec = fields.microseconds(5);
    int errorCode = fields.int32(6);
    for (int passed = 7; passed <= 8; passed++) {
      fields.optionalField(passed);
    }
    String realm = fields.string(9);
    PrincipalName sname = PrincipalName.read(fields.field(10));
    return new KrbError(stime, susec, errorCode, realm, sname);
  }

  /** The message in DER. */
  public byte[] encode() {
    return new Der()
        .int32(0, 5)
        .int32(1, APPLICATION)
        .time(4, stime)
        .int32(5, susec)
        .int32(6, errorCode)
        .string(9, realm)
        .add(10, sname.toDer())
        .message(APPLICATION)
        .encode();
  }
}
