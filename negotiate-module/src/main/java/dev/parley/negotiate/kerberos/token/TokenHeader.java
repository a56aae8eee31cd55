package dev.parley.negotiate.kerberos.token;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;

/**
 * The header of a token, in big-endian order (RFC 4121 section 4.2.6):
 *
 * <pre>{@code
 * 0  TOK_ID   u16  0404 MIC, 0504 Wrap
 * 2  Flags    u8
 * 3  Filler   u8   FF; with MIC five of them
 * 4  EC       u16  Wrap only: extra count
 * 6  RRC      u16  Wrap only: right rotation count
 * 8  SND_SEQ  u64
 * }</pre>
 *
 * @param tokId {@link #MIC} or {@link #WRAP}
 * @param flags see the constants
 * @param extraCount EC; FFFF with MIC
 * @param rotation RRC; FFFF with MIC
 * @param sequence SND_SEQ
 */
record TokenHeader(int tokId, int flags, int extraCount, int rotation, long sequence) {
  static final int LENGTH = 16;
  static final int MIC = 0x0404;
  static final int WRAP = 0x0504;

  /** SentByAcceptor. */
  static final int ACCEPTOR = 1;

  /** Sealed. */
  static final int SEALED = 2;

  /** AcceptorSubkey. */
  static final int SUBKEY = 4;

  private static final int KNOWN_FLAGS = ACCEPTOR | SEALED | SUBKEY;
  private static final int FILLER = 0xFFFF;

  static TokenHeader mic(int flags, long sequence) {
    return new TokenHeader(MIC, flags, FILLER, FILLER, sequence);
  }

  static TokenHeader wrap(int flags, int extraCount, long sequence) {
    return new TokenHeader(WRAP, flags, extraCount, 0, sequence);
  }

  /** Reads the header at the beginning of a token. */
  static TokenHeader parse(byte[] token, int tokId) throws MalformedTokenException {
    if (token.length < LENGTH) {
      throw new MalformedTokenException("a token with a header of 16 octets is expected");
    }
    ByteBuffer in = ByteBuffer.wrap(token);
    int id = in.getShort() & 0xFFFF;
    int flags = in.get() & 0xFF;
    int filler = in.get() & 0xFF;
    int extraCount = in.getShort() & 0xFFFF;
    int rotation = in.getShort() & 0xFFFF;
    if (id != tokId || filler != 0xFF || (flags & ~KNOWN_FLAGS) != 0) {
      throw new MalformedTokenException("a token of RFC 4121 of the right type is expected");
    }
    if (tokId == MIC && (extraCount != FILLER || rotation != FILLER)) {
      throw new MalformedTokenException("a filler is expected in a MIC token");
    }
    return new TokenHeader(id, flags, extraCount, rotation, in.getLong());
  }

  byte[] octets() {
    return ByteBuffer.allocate(LENGTH)
        .putShort((short) tokId)
        .put((byte) flags)
        .put((byte) 0xFF)
        .putShort((short) extraCount)
        .putShort((short) rotation)
        .putLong(sequence)
        .array();
  }

  boolean isSealed() {
    return (flags & SEALED) != 0;
  }

  /** The header as checksums see it: without rotation, and for unsealed tokens without EC. */
  TokenHeader plain() {
    return new TokenHeader(tokId, flags, isSealed() ? extraCount : 0, 0, sequence);
  }
}
