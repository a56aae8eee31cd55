package dev.parley.negotiate.ntlm.message;

import dev.parley.authority.NtlmTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The server's message, MS-NLMP section 2.2.1.2. Immutable.
 *
 * <pre>
 *  0  Signature        NTLMSSP\0
 *  8  MessageType      2
 * 12  TargetName       field descriptor, in the negotiated charset
 * 20  NegotiateFlags
 * 24  ServerChallenge  8 octets
 * 32  Reserved         8 zeros
 * 40  TargetInfo       field descriptor, AV pairs
 * 48  Version
 * 56  payload
 * </pre>
 */
public final class ChallengeMessage {
  private static final int TYPE = 2;
  private static final int PAYLOAD = 56;

  /** 6.1, NTLM revision 15; for people who debug, and nobody else. */
  private static final long VERSION = 0x0F00_0000_0000_0106L;

  private final NegotiateFlags flags;
  private final byte[] serverChallenge;
  private final AvPairs targetInfo;
  private final byte[] octets;

  private ChallengeMessage(
      NegotiateFlags flags, byte[] serverChallenge, AvPairs targetInfo, byte[] octets) {
    this.flags = flags;
    this.serverChallenge = serverChallenge;
    this.targetInfo = targetInfo;
    this.octets = octets;
  }

  /**
   * Makes a message.
   *
   * @param flags what client and server can do
   * @param serverChallenge 8 random octets; kept
   * @param target the server's names
   * @param fileTime the time, in units of 100 ns since 1601
   */
  public static ChallengeMessage of(
      NegotiateFlags flags, byte[] serverChallenge, NtlmTarget target, long fileTime) {
    AvPairs targetInfo =
        new AvPairs.Builder()
            .name(AvId.NB_DOMAIN_NAME, target.netbiosDomain())
            .name(AvId.NB_COMPUTER_NAME, target.netbiosComputer())
            .name(AvId.DNS_DOMAIN_NAME, target.dnsDomain())
            .name(AvId.DNS_COMPUTER_NAME, target.dnsComputer())
            .name(AvId.DNS_TREE_NAME, target.dnsTree())
            .timestamp(fileTime)
            .build();
    String name = target.joined() ? target.netbiosDomain() : target.netbiosComputer();
    byte[] octets =
        write(flags, serverChallenge, name.getBytes(Text.charset(flags)), targetInfo.octets());
    return new ChallengeMessage(flags, serverChallenge, targetInfo, octets);
  }

  private static byte[] write(
      NegotiateFlags flags, byte[] serverChallenge, byte[] targetName, byte[] targetInfo) {
    ByteBuffer out =
        ByteBuffer.allocate(PAYLOAD + targetName.length + targetInfo.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(MessageReader.SIGNATURE)
            .putInt(TYPE);
    field(out, targetName.length, PAYLOAD);
    out.putInt(flags.bits()).put(serverChallenge).putLong(0);
    field(out, targetInfo.length, PAYLOAD + targetName.length);
    out.putLong(flags.has(NegotiateFlag.VERSION) ? VERSION : 0);
    return out.put(targetName).put(targetInfo).array();
  }

  private static void field(ByteBuffer out, int length, int offset) {
    out.putShort((short) length).putShort((short) length).putInt(offset);
  }

  /** The flags. */
  public NegotiateFlags flags() {
    return flags;
  }

  /** The 8 octets of the challenge. */
  public byte[] serverChallenge() {
    return serverChallenge.clone();
  }

  /** The AV pairs. */
  public AvPairs targetInfo() {
    return targetInfo;
  }

  /** The message on the wire. */
  public byte[] octets() {
    return octets.clone();
  }
}
