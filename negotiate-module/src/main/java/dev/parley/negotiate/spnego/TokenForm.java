package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a token of the scheme Negotiate is, by its first octets. */
enum TokenForm {
  /** The start of a negotiation. */
  NEG_TOKEN_INIT,
  /** A later token of a negotiation. */
  NEG_TOKEN_RESP,
  /**
   * A bare token of Kerberos, RFC 4121 section 4.1: Python and Perl send such. Or its AP-REQ alone,
   * without any frame.
   */
  KERBEROS,
  /** A bare NEGOTIATE message, MS-N2HT section 3.1.5. */
  NTLM_NEGOTIATE,
  /** Another bare NTLM message. */
  NTLM_LATER;

  /** The tag of an AP-REQ (RFC 4120 section 5.10). */
  private static final int AP_REQ = 0x6E;

  private static final byte[] NTLMSSP = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SPNEGO = Der.encode(NegTokenInit.SPNEGO);

  /**
   * The form of a token.
   *
   * @throws MalformedTokenException when it is of none
   */
  static TokenForm of(byte[] token) throws MalformedTokenException {
    if (startsWith(token, NTLMSSP)) {
      boolean first = token.length > NTLMSSP.length && token[NTLMSSP.length] == 1;
      return first ? NTLM_NEGOTIATE : NTLM_LATER;
    }
    Elements all = Elements.of(token);
    if (all.tag() == NegTokenResp.CHOICE) {
      return NEG_TOKEN_RESP;
    }
    if (all.tag() == AP_REQ) {
      return KERBEROS;
    }
    Elements frame = all.enter(NegTokenInit.FRAME);
    int from = frame.position();
    MechType type = frame.mechType();
    if (type.isOf("Kerberos")) {
      return KERBEROS;
    }
    if (Arrays.mismatch(frame.since(from), SPNEGO) < 0) {
      return NEG_TOKEN_INIT;
    }
    throw new MalformedTokenException("a token of SPNEGO, Kerberos or NTLM is expected");
  }

  private static boolean startsWith(byte[] token, byte[] start) {
    return token.length >= start.length
        && Arrays.mismatch(token, 0, start.length, start, 0, start.length) < 0;
  }

  /** Whether it is a message of NTLM without anything around it. */
  boolean isBareNtlm() {
    return this == NTLM_NEGOTIATE || this == NTLM_LATER;
  }

  /** Whether a client begins with it, whatever went before. */
  boolean begins() {
    return this == NEG_TOKEN_INIT || this == KERBEROS || this == NTLM_NEGOTIATE;
  }
}
