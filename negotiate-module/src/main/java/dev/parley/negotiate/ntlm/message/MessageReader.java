package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message of a client, read by offsets. Whoever makes one has checked signature, type and the
 * length up to which the fixed part is read.
 */
final class MessageReader {
  /** {@code NTLMSSP\0}, as a little-endian number. */
  static final long SIGNATURE = 0x0050_5353_4D4C_544EL;

  private final ByteBuffer message;

  private MessageReader(ByteBuffer message) {
    this.message = message;
  }

  /**
   * Opens a message.
   *
   * @param shortest the length of the fixed part that will be read, at least 12
   */
  static MessageReader open(byte[] octets, int type, int shortest, int longest)
      throws MalformedTokenException {
    if (octets.length < shortest || octets.length > longest) {
      throw new MalformedTokenException(
          "an NTLM message of type "
              + type
              + " has "
              + shortest
              + " to "
              + longest
              + " octets, not "
              + octets.length);
    }
    ByteBuffer message = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    if (message.getLong(0) != SIGNATURE) {
      throw new MalformedTokenException("the signature NTLMSSP is expected");
    }
    if (message.getInt(8) != type) {
      throw new MalformedTokenException("an NTLM message of type " + type + " is expected");
    }
    return new MessageReader(message);
  }

  /** Whether the octets start as a message of this type does. */
  static boolean isType(byte[] octets, int type) {
    ByteBuffer message = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    return octets.length >= 12 && message.getLong(0) == SIGNATURE && message.getInt(8) == type;
  }

  NegotiateFlags flags(int at) {
    return new NegotiateFlags(message.getInt(at));
  }

  /** The field descriptor at an offset; MaxLen between its parts is ignored. */
  Field field(int at) {
    return new Field(
        Short.toUnsignedInt(message.getShort(at)), Integer.toUnsignedLong(message.getInt(at + 4)));
  }

  /**
   * The octets of a field.
   *
   * @param payload the offset at which the payload starts at the earliest
   */
  byte[] octets(Field field, int payload) throws MalformedTokenException {
    if (field.isEmpty()) {
      return new byte[0];
    }
    // Both numbers are the sender's: the sum needs more than 32 bits.
    if (field.offset() < payload || field.offset() + field.length() > message.limit()) {
      throw new MalformedTokenException(
          "a field of an NTLM message lies outside of the payload that starts at " + payload);
    }
    byte[] octets = new byte[field.length()];
    message.get((int) field.offset(), octets);
    return octets;
  }

  /**
   * A field descriptor, MS-NLMP section 2.2.1.1.
   *
   * @param length Len
   * @param offset BufferOffset, from the start of the message
   */
  record Field(int length, long offset) {
    boolean isEmpty() {
      return length == 0;
    }
  }
}
