package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.ntlm.message.MessageReader.Field;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * The client's last message, MS-NLMP section 2.2.1.3. Immutable.
 *
 * <pre>
 *  0  Signature                  NTLMSSP\0
 *  8  MessageType                3
 * 12  LmChallengeResponse        field descriptor
 * 20  NtChallengeResponse        field descriptor
 * 28  DomainName                 field descriptor, in the negotiated charset
 * 36  UserName                   field descriptor, in the negotiated charset
 * 44  Workstation                field descriptor, in the negotiated charset
 * 52  EncryptedRandomSessionKey  field descriptor
 * 60  NegotiateFlags
 * 64  Version                    left out by some (curl)
 * 72  MIC                        16 octets, left out by some
 * </pre>
 *
 * The flags do not tell whether Version and MIC are there: the payload starts where the first field
 * in use starts, and what lies before it is the header.
 */
public final class AuthenticateMessage {
  /** The message type. */
  public static final int TYPE = 3;

  /** The longest message that is taken. */
  public static final int MAXIMUM_OCTETS = 1 << 16;

  /** The most characters of a user name. */
  public static final int LONGEST_NAME = 256;

  private static final int FIXED = 64;
  private static final int MIC = 72;
  private static final int MIC_LENGTH = 16;

  private final byte[] token;
  private final int header;
  private final NegotiateFlags flags;
  private final byte[] lmResponse;
  private final byte[] ntResponse;
  private final byte[] encryptedRandomSessionKey;
  private final String domainName;
  private final String userName;
  private final String workstation;

  private AuthenticateMessage(byte[] octets, NegotiateFlags offered)
      throws MalformedTokenException {
    MessageReader in = MessageReader.open(octets, TYPE, FIXED, MAXIMUM_OCTETS);
    Field lm = in.field(12);
    Field nt = in.field(20);
    Field domain = in.field(28);
    Field user = in.field(36);
    Field station = in.field(44);
    Field sessionKey = in.field(52);
    this.token = octets.clone();
    this.flags = in.flags(60).and(offered);
    this.lmResponse = in.octets(lm, FIXED);
    this.ntResponse = in.octets(nt, FIXED);
    // wget says UNICODE where OEM was offered, and sends OEM.
    boolean agreed = flags.has(NegotiateFlag.UNICODE) || flags.has(NegotiateFlag.OEM);
    Charset charset = Text.charset(agreed ? flags : offered);
    this.domainName = Text.read("the domain name", in.octets(domain, FIXED), charset, LONGEST_NAME);
    this.userName = Text.read("the user name", in.octets(user, FIXED), charset, LONGEST_NAME);
    this.workstation =
        Text.read("the workstation", in.octets(station, FIXED), charset, LONGEST_NAME);
    this.encryptedRandomSessionKey = in.octets(sessionKey, FIXED);
    this.header = header(octets.length, List.of(lm, nt, domain, user, station, sessionKey));
  }

  private static int header(int length, List<Field> fields) {
    long start = length;
    for (Field each : fields) {
      if (!each.isEmpty()) {
        start = Math.min(start, each.offset());
      }
    }
    return (int) start;
  }

  /** Whether a token starts as a message of this type does. */
  public static boolean is(byte[] token) {
    return MessageReader.isType(token, TYPE);
  }

  /**
   * Reads a message.
   *
   * @param offered the flags of the CHALLENGE: no others hold
   */
  public static AuthenticateMessage parse(byte[] token, NegotiateFlags offered)
      throws MalformedTokenException {
    return new AuthenticateMessage(token, offered);
  }

  /** The final flags: the client's, as far as the server offered them. */
  public NegotiateFlags flags() {
    return flags;
  }

  /** LmChallengeResponse; may be empty. */
  public byte[] lmResponse() {
    return lmResponse.clone();
  }

  /** NtChallengeResponse; may be empty. */
  public byte[] ntResponse() {
    return ntResponse.clone();
  }

  /** DomainName; may be empty. */
  public String domainName() {
    return domainName;
  }

  /** UserName; may be empty. */
  public String userName() {
    return userName;
  }

  /** Workstation; may be empty. */
  public String workstation() {
    return workstation;
  }

  /** EncryptedRandomSessionKey; empty without key exchange. */
  public byte[] encryptedRandomSessionKey() {
    return encryptedRandomSessionKey.clone();
  }

  /** Whether there is room for a MIC before the payload. */
  public boolean hasMic() {
    return header >= MIC + MIC_LENGTH;
  }

  /** The MIC; only when there is room for one. */
  public byte[] mic() {
    if (!hasMic()) {
      throw new IllegalStateException("this message has no MIC");
    }
    return Arrays.copyOfRange(token, MIC, MIC + MIC_LENGTH);
  }

  /** The message as the MIC covers it: with zeros in its place. */
  public byte[] withoutMic() {
    byte[] octets = token.clone();
    if (hasMic()) {
      Arrays.fill(octets, MIC, MIC + MIC_LENGTH, (byte) 0);
    }
    return octets;
  }
}
