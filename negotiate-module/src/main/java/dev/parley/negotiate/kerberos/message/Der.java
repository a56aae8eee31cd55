package dev.parley.negotiate.kerberos.message;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message that is written, with the types of RFC 4120 section 5.2. Not thread-safe.
 *
 * <p>Written here and not by a library, since these messages hold keys and a library leaves copies
 * of them in its buffers. A test compares each with what Bouncy Castle writes.
 */
final class Der {
  private static final DerValue[] NONE = {};
  private static final int TIME_LENGTH = 15;

  private final List<DerValue> fields = new ArrayList<>(8);

  Der add(int number, DerValue value) {
    fields.add(DerValue.of(DerReader.FIELD | number, value));
    return this;
  }

  Der int32(int number, int value) {
    return add(number, DerValue.integer(value));
  }

  Der uint32(int number, int value) {
    return add(number, DerValue.integer(Integer.toUnsignedLong(value)));
  }

  Der octets(int number, byte[] value) {
    return add(number, DerValue.of(DerReader.OCTET_STRING, value));
  }

  Der string(int number, String value) {
    return add(number, string(value));
  }

  /**
   * @param seconds since 1970
   * @throws IllegalArgumentException beyond the years 0 to 9999
   */
  Der time(int number, long seconds) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > 9999) {
      throw new IllegalArgumentException("a KerberosTime has a year of four digits");
    }
    byte[] text = new byte[TIME_LENGTH];
    decimal(text, 0, time.getYear() / 100);
    decimal(text, 2, time.getYear() % 100);
    decimal(text, 4, time.getMonthValue());
    decimal(text, 6, time.getDayOfMonth());
    decimal(text, 8, time.getHour());
    decimal(text, 10, time.getMinute());
    decimal(text, 12, time.getSecond());
    text[TIME_LENGTH - 1] = 'Z';
    return add(number, DerValue.of(DerReader.GENERALIZED_TIME, text));
  }

  private static void decimal(byte[] text, int at, int value) {
    text[at] = (byte) ('0' + value / 10);
    text[at + 1] = (byte) ('0' + value % 10);
  }

  Der flags(int number, int flags) {
    byte[] bits = {
      0, (byte) (flags >>> 24), (byte) (flags >>> 16), (byte) (flags >>> 8), (byte) flags
    };
    return add(number, DerValue.of(DerReader.BIT_STRING, bits));
  }

  Der sequence(int number, List<DerValue> elements) {
    return add(number, sequence(elements));
  }

  static DerValue sequence(List<DerValue> elements) {
    return DerValue.of(DerReader.SEQUENCE, elements.toArray(NONE));
  }

  DerValue sequence() {
    return sequence(fields);
  }

  /** The sequence in an application tag. */
  DerValue message(int application) {
    return DerValue.of(DerReader.APPLICATION | application, sequence());
  }

  /** A KerberosString; UTF-8 beyond the RFC's ASCII. */
  static DerValue string(String value) {
    return DerValue.of(DerReader.GENERAL_STRING, value.getBytes(StandardCharsets.UTF_8));
  }
}
