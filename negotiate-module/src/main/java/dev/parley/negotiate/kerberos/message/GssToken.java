package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * A token of context establishment (RFC 4121 section 4.1, in the frame of RFC 2743 section 3.1):
 *
 * <pre>{@code
 * 60 length  OID of the mechanism  TOK_ID  message
 * }</pre>
 *
 * Microsoft's second OID of Kerberos names the mechanism in SPNEGO only: clients that use it there
 * frame their tokens with the right one.
 *
 * @param tokId {@link #AP_REQ}, {@link #AP_REP} or {@link #KRB_ERROR}
 * @param message in DER; belongs to the token and is not changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GssToken(int tokId, byte[] message) {
  /** TOK_ID of KRB_AP_REQ. */
  public static final int AP_REQ = 0x0100;

  /** TOK_ID of KRB_AP_REP. */
  public static final int AP_REP = 0x0200;

  /** TOK_ID of KRB_ERROR. */
  public static final int KRB_ERROR = 0x0300;

  private static final int FRAME = 0x60;
  private static final byte[] KERBEROS = HexFormat.of().parseHex("2a864886f712010202");

  /**
   * Reads a token.
   *
   * @throws MalformedTokenException when it is none, or one of another mechanism
   */
  public static GssToken parse(byte[] token) throws MalformedTokenException {
    DerReader all = DerReader.of(token);
    DerReader inside = all.enter(FRAME);
    all.expectEnd();
    byte[] oid = inside.enter(DerReader.OBJECT_IDENTIFIER).rest();
    if (Arrays.compare(oid, KERBEROS) != 0) {
      throw new MalformedTokenException("a token of Kerberos is expected");
    }
    int tokId = inside.octet() << 8 | inside.octet();
    return new GssToken(tokId, inside.rest());
  }

  /** The token's octets. */
  public byte[] encode() {
    // What follows the OID is not ASN.1, so only the length of the frame is left to the library.
    byte[] inside = new byte[2 + KERBEROS.length + 2 + message.length];
    inside[0] = DerReader.OBJECT_IDENTIFIER;
    inside[1] = (byte) KERBEROS.length;
    System.arraycopy(KERBEROS, 0, inside, 2, KERBEROS.length);
    int at = 2 + KERBEROS.length;
    inside[at] = (byte) (tokId >>> 8);
    inside[at + 1] = (byte) tokId;
    System.arraycopy(message, 0, inside, at + 2, message.length);
    byte[] framed =
        Der.encode(new DERTaggedObject(false, BERTags.APPLICATION, 0, new DEROctetString(inside)));
    framed[0] = FRAME;
    return framed;
  }
}
