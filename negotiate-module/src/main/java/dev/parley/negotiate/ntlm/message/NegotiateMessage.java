package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;

/**
 * The client's first message, MS-NLMP section 2.2.1.1.
 *
 * <pre>
 *  0  Signature      NTLMSSP\0
 *  8  MessageType    1
 * 12  NegotiateFlags
 * 16  DomainName     field descriptor  \
 * 24  Workstation    field descriptor   } left out by some clients, and read by nobody
 * 32  Version                          /
 * </pre>
 *
 * Clients send 16, 32 (curl, JDK, browsers), 40 octets or more. Domain and workstation are hints in
 * a charset that was not agreed upon yet; they are covered by the MIC as they stand.
 *
 * @param flags what the client can do
 */
public record NegotiateMessage(NegotiateFlags flags) {
  /** The message type. */
  public static final int TYPE = 1;

  /** The longest message that is taken: a server keeps it until the MIC can be verified. */
  public static final int MAXIMUM_OCTETS = 4096;

  private static final int FIXED = 16;

  /** Whether a token starts as a message of this type does. */
  public static boolean is(byte[] token) {
    return MessageReader.isType(token, TYPE);
  }

  /** Reads a message. */
  public static NegotiateMessage parse(byte[] token) throws MalformedTokenException {
    NegotiateFlags flags = MessageReader.open(token, TYPE, FIXED, MAXIMUM_OCTETS).flags(12);
    if (!flags.has(NegotiateFlag.UNICODE) && !flags.has(NegotiateFlag.OEM)) {
      throw new MalformedTokenException("one of the flags UNICODE and OEM is expected");
    }
    return new NegotiateMessage(flags);
  }
}
