package dev.parley.negotiate.spnego;

import dev.parley.http.MalformedTokenException;
import java.util.Arrays;

/**
 * A window on BER elements (X.690) that is read from its start to its end. Lengths may be written
 * longer than they need be, as some clients do; indefinite ones are refused. Nothing is copied
 * before its length is checked, and there is no recursion: how deep a token nests is decided by the
 * caller. That is why the envelope is not left to a parser that builds the whole tree.
 */
final class Elements {
  // universal tags
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int ENUMERATED = 0x0A;
  static final int SEQUENCE = 0x30;

  private final byte[] octets;
  private final int end;
  private int at;

  private Elements(byte[] octets, int from, int to) {
    this.octets = octets;
    this.at = from;
    this.end = to;
  }

  static Elements of(byte[] octets) {
    return new Elements(octets, 0, octets.length);
  }

  boolean hasMore() {
    return at < end;
  }

  /** The tag of the next element; -1 at the end. */
  int tag() {
    return hasMore() ? octets[at] & 0xFF : -1;
  }

  /** Where the next element begins. */
  int position() {
    return at;
  }

  /** The inside of the next element, which must have this tag; the window moves behind it. */
  Elements enter(int tag) throws MalformedTokenException {
    if (tag() != tag) {
      throw new MalformedTokenException(
          "an element with the tag 0x" + Integer.toHexString(tag) + " is expected");
    }
    return next();
  }

  /** The inside of the next element, whatever its tag. */
  Elements next() throws MalformedTokenException {
    if (end - at < 2 || (octets[at] & 0x1F) == 0x1F) {
      throw new MalformedTokenException("an element with a tag of one octet is expected");
    }
    at++;
    // The length is the sender's: it is compared before it is used.
    long length = length();
    if (length > end - at) {
      throw new MalformedTokenException("an element is longer than what it stands in");
    }
    Elements inside = new Elements(octets, at, at + (int) length);
    at += (int) length;
    return inside;
  }

  private long length() throws MalformedTokenException {
    int first = octets[at++] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7F;
    if (count == 0 || count > 4 || count > end - at) {
      throw new MalformedTokenException("a definite length of at most four octets is expected");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (octets[at++] & 0xFF);
    }
    return length;
  }

  /** The only element inside, with this tag. */
  byte[] only(int tag) throws MalformedTokenException {
    Elements value = enter(tag);
    expectEnd();
    return value.rest();
  }

  /** What is left of the window. */
  byte[] rest() {
    return Arrays.copyOfRange(octets, at, end);
  }

  /** The octets of elements that were passed since {@code from}, headers included. */
  byte[] since(int from) {
    return Arrays.copyOfRange(octets, from, at);
  }

  void expectEnd() throws MalformedTokenException {
    if (hasMore()) {
      throw new MalformedTokenException("nothing is expected behind an element");
    }
  }

  /** The type that the next element, an OBJECT IDENTIFIER, stands for. */
  MechType mechType() throws MalformedTokenException {
    int from = at;
    enter(OBJECT_IDENTIFIER);
    return MechType.of(octets, from, at);
  }
}
