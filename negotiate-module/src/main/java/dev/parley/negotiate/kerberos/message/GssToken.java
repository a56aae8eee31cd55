package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A token of context establishment (RFC 4121 section 4.1, in the frame of RFC 2743 section 3.1):
 *
 * <pre>{@code
 * 60 length  OID of the mechanism  TOK_ID  message
 * }</pre>
 *
 * Microsoft's second OID of Kerberos names the mechanism in SPNEGO only: clients that use it there
 * frame their tokens with the right one. Some clients (Samba) send the AP-REQ without the frame,
 * and read the answer without it too.
 *
 * <p>What was read stays in the octets that it was read from, which nobody may change. Immutable.
 */
public final class GssToken {
  /** TOK_ID of KRB_AP_REQ. */
  public static final int AP_REQ = 0x0100;

  /** TOK_ID of KRB_AP_REP. */
  public static final int AP_REP = 0x0200;

  /** TOK_ID of KRB_ERROR. */
  public static final int KRB_ERROR = 0x0300;

  private static final int FRAME = 0x60;
  private static final byte[] KERBEROS = HexFormat.of().parseHex("2a864886f712010202");

  /** The tag of an AP-REQ (RFC 4120 section 5.10). */
  private static final int BARE_AP_REQ = 0x6E;

  private final int tokId;
  private final boolean framed;
  private final byte[] octets;
  private final int from;
  private final int length;

  private GssToken(int tokId, boolean framed, byte[] octets, int from, int length) {
    this.tokId = tokId;
    this.framed = framed;
    this.octets = octets;
    this.from = from;
    this.length = length;
  }

  /**
   * A token to be written.
   *
   * @param tokId {@link #AP_REQ}, {@link #AP_REP} or {@link #KRB_ERROR}
   * @param message in DER; belongs to the token and is not changed
   */
  public GssToken(int tokId, byte[] message) {
    this(tokId, true, message, 0, message.length);
  }

  /**
   * Reads a token, or an AP-REQ without the frame.
   *
   * @param token nobody may change the octets from then on
   * @throws MalformedTokenException when it is none, or one of another mechanism
   */
  public static GssToken parse(byte[] token) throws MalformedTokenException {
    if (token.length > 0 && (token[0] & 0xFF) == BARE_AP_REQ) {
      return new GssToken(AP_REQ, false, token, 0, token.length);
    }
    DerReader all = DerReader.of(token);
    DerReader inside = all.enter(FRAME);
    all.expectEnd();
    if (!inside.enter(DerReader.OBJECT_IDENTIFIER).restIs(KERBEROS)) {
      throw new MalformedTokenException("a token of Kerberos is expected");
    }
    int tokId = inside.octet() << 8 | inside.octet();
    return inside.rest((octets, from, length) -> new GssToken(tokId, true, octets, from, length));
  }

  /**
   * The answer to this token: framed if this one is.
   *
   * @param answerId {@link #AP_REP} or {@link #KRB_ERROR}
   * @param message in DER; belongs to the token and is not changed
   */
  public GssToken answer(int answerId, byte[] message) {
    return new GssToken(answerId, framed, message, 0, message.length);
  }

  /** {@link #AP_REQ}, {@link #AP_REP} or {@link #KRB_ERROR}. */
  public int tokId() {
    return tokId;
  }

  /** A copy of the message, in DER. */
  public byte[] message() {
    return Arrays.copyOfRange(octets, from, from + length);
  }

  DerReader reader() {
    return DerReader.of(octets, from, length);
  }

  /** The token's octets. */
  public byte[] encode() {
    if (!framed) {
      return message();
    }
    // What follows the OID is not ASN.1, so the inside is put together here.
    byte[] inside = new byte[2 + KERBEROS.length + 2 + length];
    inside[0] = DerReader.OBJECT_IDENTIFIER;
    inside[1] = (byte) KERBEROS.length;
    System.arraycopy(KERBEROS, 0, inside, 2, KERBEROS.length);
    int at = 2 + KERBEROS.length;
    inside[at] = (byte) (tokId >>> 8);
    inside[at + 1] = (byte) tokId;
    System.arraycopy(octets, from, inside, at + 2, length);
    return DerValue.of(FRAME, inside).encode();
  }
}
