package dev.parley.negotiate.kerberos.message;

/**
 * An element of DER (X.690 section 10) that is written: its length is known before, so that it is
 * written once, into an array of just its size. Nothing else holds its octets then, which matters
 * where a key is among them. Of tags up to 30. Immutable, as long as nobody changes the octets.
 */
final class DerValue {
  private static final DerValue[] NONE = {};
  private static final byte[] EMPTY = {};

  private final int tag;
  private final byte[] octets;
  private final DerValue[] parts;
  private final int length;

  private DerValue(int tag, byte[] octets, DerValue[] parts, int length) {
    this.tag = tag;
    this.octets = octets;
    this.parts = parts;
    this.length = length;
  }

  /**
   * An element with a content.
   *
   * @param octets not copied
   */
  static DerValue of(int tag, byte... octets) {
    return new DerValue(tag, octets, NONE, octets.length);
  }

  /** An element that holds others. */
  static DerValue of(int tag, DerValue... parts) {
    int length = 0;
    for (DerValue each : parts) {
      length = Math.addExact(length, each.size());
    }
    return new DerValue(tag, EMPTY, parts, length);
  }

  /** An INTEGER, as short as it can be. */
  static DerValue integer(long value) {
    int length = 1;
    while (value >> (8 * length - 1) != 0 && value >> (8 * length - 1) != -1) {
      length++;
    }
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (value >> (8 * (length - 1 - i)));
    }
    return of(DerReader.INTEGER, octets);
  }

  /** All of it. */
  byte[] encode() {
    byte[] target = new byte[size()];
    writeTo(target, 0);
    return target;
  }

  private int size() {
    return Math.addExact(length, 1 + lengthOctets());
  }

  private int lengthOctets() {
    return length < 0x80 ? 1 : 1 + (39 - Integer.numberOfLeadingZeros(length)) / 8;
  }

  private int writeTo(byte[] target, int from) {
    int at = from;
    target[at++] = (byte) tag;
    int count = lengthOctets() - 1;
    if (count > 0) {
      target[at++] = (byte) (0x80 | count);
    }
    for (int shift = 8 * Math.max(count - 1, 0); shift >= 0; shift -= 8) {
      target[at++] = (byte) (length >>> shift);
    }
    System.arraycopy(octets, 0, target, at, octets.length);
    at += octets.length;
    for (DerValue each : parts) {
      at = each.writeTo(target, at);
    }
    return at;
  }
}
