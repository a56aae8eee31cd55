package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the values of a buffer front to back; every length is compared with what there is before it
 * is used. Not thread-safe.
 */
final class LittleEndian {
  private final ByteBuffer in;

  LittleEndian(byte[] octets, int offset, int length) {
    this.in = ByteBuffer.wrap(octets, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return in.remaining();
  }

  int uint8() throws MalformedTokenException {
    need(1);
    return in.get() & 0xff;
  }

  int uint16() throws MalformedTokenException {
    need(2);
    return in.getShort() & 0xffff;
  }

  /** 32 bits as they are; whoever compares it takes it as unsigned. */
  int int32() throws MalformedTokenException {
    need(4);
    return in.getInt();
  }

  long int64() throws MalformedTokenException {
    need(8);
    return in.getLong();
  }

  void skip(int octets) throws MalformedTokenException {
    need(octets);
    in.position(in.position() + octets);
  }

  /** Goes on at a multiple of four; at the very end of a buffer the padding may be left out. */
  void align4() {
    in.position(Math.min(in.limit(), (in.position() + 3) & ~3));
  }

  void position(int offset) throws MalformedTokenException {
    if (offset < 0 || offset > in.limit()) {
      throw new MalformedTokenException("an offset of the PAC lies outside of its buffer");
    }
    in.position(offset);
  }

  /**
   * A count of elements that must have room in what remains.
   *
   * @param size octets of an element, at least
   */
  int count(int size) throws MalformedTokenException {
    int count = int32();
    if (count < 0 || count > in.remaining() / size) {
      throw new MalformedTokenException("a count of the PAC is greater than its buffer");
    }
    return count;
  }

  /** Text of so many octets in UTF-16. */
  String text(int octets) throws MalformedTokenException {
    need(octets);
    if (octets % 2 != 0) {
      throw new MalformedTokenException("a text of the PAC has half a character");
    }
    byte[] text = new byte[octets];
    in.get(text);
    return new String(text, StandardCharsets.UTF_16LE);
  }

  /** A SID as it stands in a packet (MS-DTYP section 2.4.2.2). */
  Sid sid() throws MalformedTokenException {
    int revision = uint8();
    int count = uint8();
    if (revision != 1 || count > 15) {
      throw new MalformedTokenException("a SID of revision 1 with at most 15 parts is expected");
    }
    need(6 + 4 * count);
    long authority = 0;
    for (int i = 0; i < 6; i++) {
      authority = (authority << 8) | (in.get() & 0xff);
    }
    int[] subauthorities = new int[count];
    for (int i = 0; i < count; i++) {
      subauthorities[i] = in.getInt();
    }
    return Sid.of(authority, subauthorities);
  }

  private void need(int octets) throws MalformedTokenException {
    if (octets < 0 || octets > in.remaining()) {
      throw new MalformedTokenException("a buffer of the PAC ends too early");
    }
  }
}
