package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window on DER (X.690) that is read from its start to its end, with the types of RFC 4120
 * section 5.2. Lengths and integers must be as short as they can be. Nothing is copied before its
 * length is checked, and there is no recursion: the caller decides how deep a message nests.
 */
final class DerReader {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int GENERALIZED_TIME = 0x18;
  static final int GENERAL_STRING = 0x1B;
  static final int SEQUENCE = 0x30;
  static final int APPLICATION = 0x60;
  static final int FIELD = 0xA0;
  private static final int TIME_LENGTH = 15;

  private final byte[] octets;
  private final int end;
  private int at;

  private DerReader(byte[] octets, int from, int to) {
    this.octets = octets;
    this.at = from;
    this.end = to;
  }

  static DerReader of(byte[] octets) {
    return of(octets, 0, octets.length);
  }

  static DerReader of(byte[] octets, int from, int length) {
    return new DerReader(octets, from, from + length);
  }

  /** The fields of a message: an application tag around a sequence, and nothing else. */
  static DerReader message(byte[] octets, int application) throws MalformedTokenException {
    return of(octets).onlyMessage(application);
  }

  /** The fields of the message that is all there is. */
  DerReader onlyMessage(int application) throws MalformedTokenException {
    DerReader fields = message(application);
    expectEnd();
    return fields;
  }

  /** The fields of the message that comes next. */
  DerReader message(int application) throws MalformedTokenException {
    DerReader tagged = enter(APPLICATION | application);
    return tagged.onlySequence();
  }

  boolean hasMore() {
    return at < end;
  }

  void expectEnd() throws MalformedTokenException {
    if (hasMore()) {
      throw new MalformedTokenException("nothing is expected behind an element");
    }
  }

  /** The tag of the next element; -1 at the end. */
  private int tag() {
    return hasMore() ? octets[at] & 0xFF : -1;
  }

  /** The inside of the next element, which must have this tag; the window moves behind it. */
  DerReader enter(int tag) throws MalformedTokenException {
    if (tag() != tag || end - at < 2) {
      throw new MalformedTokenException(
          "an element with the tag 0x" + Integer.toHexString(tag) + " is expected");
    }
    at++;
    // The length is the sender's: it is compared before it is used.
    long length = length();
    if (length > end - at) {
      throw new MalformedTokenException("an element is longer than what it stands in");
    }
    DerReader inside = new DerReader(octets, at, at + (int) length);
    at += (int) length;
    return inside;
  }

  private long length() throws MalformedTokenException {
    int first = octets[at++] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7F;
    if (count == 0 || count > 4 || count > end - at || octets[at] == 0) {
      throw new MalformedTokenException("a definite length in its shortest form is expected");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (octets[at++] & 0xFF);
    }
    if (length < 0x80) {
      throw new MalformedTokenException("a length in its shortest form is expected");
    }
    return length;
  }

  /** The inside of a field with an explicit tag. */
  DerReader field(int number) throws MalformedTokenException {
    return enter(FIELD | number);
  }

  /** The inside of a field with an explicit tag, or null when another one comes next. */
  @Nullable DerReader optionalField(int number) throws MalformedTokenException {
    return hasField(number) ? enter(FIELD | number) : null;
  }

  DerReader sequence() throws MalformedTokenException {
    return enter(SEQUENCE);
  }

  /** The sequence that is all there is. */
  DerReader onlySequence() throws MalformedTokenException {
    DerReader inside = enter(SEQUENCE);
    expectEnd();
    return inside;
  }

  /** A field of type Int32. */
  int int32(int number) throws MalformedTokenException {
    return field(number).onlyInt32();
  }

  /** A field of an expected value, such as pvno. */
  void expectInt32(int number, int value, String name) throws MalformedTokenException {
    if (int32(number) != value) {
      throw new MalformedTokenException(name + " " + value + " is expected");
    }
  }

  int onlyInt32() throws MalformedTokenException {
    long value = onlyInteger();
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new MalformedTokenException("an integer of 32 bits is expected");
    }
    return (int) value;
  }

  /** The low 32 bits of a UInt32, which some write as a negative number. */
  int onlyUint32() throws MalformedTokenException {
    long value = onlyInteger();
    if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
      throw new MalformedTokenException("an integer of 32 bits is expected");
    }
    return (int) value;
  }

  private long onlyInteger() throws MalformedTokenException {
    DerReader inside = enter(INTEGER);
    expectEnd();
    int length = inside.end - inside.at;
    if (length < 1 || length > 5) {
      throw new MalformedTokenException("an integer of 32 bits is expected");
    }
    long value = octets[inside.at];
    if (length > 1) {
      int next = octets[inside.at + 1];
      if ((value == 0 && next >= 0) || (value == -1 && next < 0)) {
        throw new MalformedTokenException("an integer in its shortest form is expected");
      }
    }
    for (int i = 1; i < length; i++) {
      value = value << 8 | (octets[inside.at + i] & 0xFF);
    }
    return value;
  }

  /** A field of type Microseconds. */
  int microseconds(int number) throws MalformedTokenException {
    int value = int32(number);
    if (value < 0 || value > 999_999) {
      throw new MalformedTokenException("microseconds up to 999999 are expected");
    }
    return value;
  }

  /** What is made of a part of an array that nobody changes. */
  interface Part<T> {
    T of(byte[] octets, int from, int length);
  }

  /** Something made of the inside of the only element, without a copy of it. */
  <T> T only(int tag, Part<T> part) throws MalformedTokenException {
    DerReader inside = enter(tag);
    expectEnd();
    return part.of(octets, inside.at, inside.end - inside.at);
  }

  /** A field of type OCTET STRING. */
  byte[] octets(int number) throws MalformedTokenException {
    DerReader tagged = field(number);
    DerReader inside = tagged.enter(OCTET_STRING);
    tagged.expectEnd();
    return inside.rest();
  }

  /** A field of type KerberosString. */
  String string(int number) throws MalformedTokenException {
    DerReader tagged = field(number);
    String text = tagged.string();
    tagged.expectEnd();
    return text;
  }

  /** The next element, a KerberosString; others than the RFC's ASCII come as UTF-8. */
  String string() throws MalformedTokenException {
    DerReader inside = enter(GENERAL_STRING);
    boolean ascii = true;
    for (int i = inside.at; i < inside.end; i++) {
      byte octet = octets[i];
      if ((octet >= 0 && octet < ' ') || octet == 0x7F) {
        throw new MalformedTokenException("a string without control characters is expected");
      }
      ascii &= octet >= 0;
    }
    int length = inside.end - inside.at;
    if (ascii) {
      return new String(octets, inside.at, length, StandardCharsets.US_ASCII);
    }
    try {
      ByteBuffer text = ByteBuffer.wrap(octets, inside.at, length);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedTokenException("a string in UTF-8 is expected");
    }
  }

  /** A field of type KerberosTime, in seconds since 1970. */
  long time(int number) throws MalformedTokenException {
    return field(number).onlyTime();
  }

  /** The only element, a KerberosTime, {@code YYYYMMDDhhmmssZ}, in seconds since 1970. */
  long onlyTime() throws MalformedTokenException {
    DerReader inside = enter(GENERALIZED_TIME);
    expectEnd();
    int from = inside.at;
    if (inside.end - from != TIME_LENGTH || octets[inside.end - 1] != 'Z') {
      throw new MalformedTokenException("a time YYYYMMDDhhmmssZ is expected");
    }
    int year = decimal(from) * 100 + decimal(from + 2);
    try {
      return LocalDateTime.of(
              year,
              decimal(from + 4),
              decimal(from + 6),
              decimal(from + 8),
              decimal(from + 10),
              decimal(from + 12))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedTokenException("a time of the calendar is expected");
    }
  }

  private int decimal(int from) throws MalformedTokenException {
    int tens = octets[from] - '0';
    int ones = octets[from + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw new MalformedTokenException("digits are expected in a time");
    }
    return tens * 10 + ones;
  }

  /** Whether the field with this number comes next. */
  boolean hasField(int number) {
    return tag() == (FIELD | number);
  }

  /** A field of type KerberosFlags: the first 32 bits, bit 0 of the RFC the highest. */
  int flags(int number) throws MalformedTokenException {
    DerReader tagged = field(number);
    DerReader inside = tagged.enter(BIT_STRING);
    tagged.expectEnd();
    int length = inside.end - inside.at;
    int unused = length == 0 ? 8 : octets[inside.at];
    if (unused < 0 || unused > 7 || (length == 1 && unused > 0)) {
      throw new MalformedTokenException("a bit string is expected");
    }
    int flags = 0;
    for (int i = 1; i <= 4; i++) {
      flags = flags << 8 | (i < length ? octets[inside.at + i] & 0xFF : 0);
    }
    return flags;
  }

  /** Whether exactly these octets are left of the window. */
  boolean restIs(byte[] expected) {
    return Arrays.mismatch(octets, at, end, expected, 0, expected.length) < 0;
  }

  /** Something made of what is left of the window, without a copy of it. */
  <T> T rest(Part<T> part) {
    return part.of(octets, at, end - at);
  }

  /** What is left of the window. */
  byte[] rest() {
    return Arrays.copyOfRange(octets, at, end);
  }

  /** The next octet as a number. */
  int octet() throws MalformedTokenException {
    if (!hasMore()) {
      throw new MalformedTokenException("an octet is expected");
    }
    return octets[at++] & 0xFF;
  }
}
