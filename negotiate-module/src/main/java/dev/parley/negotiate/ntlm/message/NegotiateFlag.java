package dev.parley.negotiate.ntlm.message;

/** The bits of NegotiateFlags that mean something to a server, MS-NLMP section 2.2.2.5. */
public enum NegotiateFlag {
  /** Names are in UTF-16LE. */
  UNICODE(0x0000_0001),
  /** Names are in the OEM charset. */
  OEM(0x0000_0002),
  /** The CHALLENGE names the server. */
  REQUEST_TARGET(0x0000_0004),
  /** Messages can be signed. */
  SIGN(0x0000_0010),
  /** Messages can be encrypted. */
  SEAL(0x0000_0020),
  /** NTLM; always set. */
  NTLM(0x0000_0200),
  /** The client has no account. */
  ANONYMOUS(0x0000_0800),
  /** A signature, if only a dummy, goes with all messages; always set. */
  ALWAYS_SIGN(0x0000_8000),
  /** TargetName is a domain. */
  TARGET_TYPE_DOMAIN(0x0001_0000),
  /** TargetName is a server. */
  TARGET_TYPE_SERVER(0x0002_0000),
  /** Extended session security: HMAC-MD5 signatures, a key for each direction. */
  EXTENDED_SESSIONSECURITY(0x0008_0000),
  /** The server may know who the client is, but not act as it. */
  IDENTIFY(0x0010_0000),
  /** TargetInfo is there. */
  TARGET_INFO(0x0080_0000),
  /** VERSION is there. */
  VERSION(0x0200_0000),
  /** Keys of 128 bits. */
  KEY_128(0x2000_0000),
  /** The client chooses the session key. */
  KEY_EXCH(0x4000_0000),
  /** Keys of 56 bits. */
  KEY_56(0x8000_0000);

  private final int bit;

  NegotiateFlag(int bit) {
    this.bit = bit;
  }

  /** The bit in the flag word. */
  public int bit() {
    return bit;
  }
}
