package dev.parley.negotiate.kerberos.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X.690 section 10: what is written is what Bouncy Castle writes")
class DerTest {
  private static byte[] oracle(ASN1Encodable value) throws IOException {
    return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
  }

  private static DERSequence field(int number, ASN1Encodable value) {
    return new DERSequence(new DERTaggedObject(true, number, value));
  }

  static LongStream integers() {
    LongStream edges =
        IntStream.rangeClosed(0, 32)
            .mapToLong(bits -> 1L << bits)
            .flatMap(power -> LongStream.of(power - 1, power, -power, -power - 1))
            .filter(value -> value >= Integer.MIN_VALUE && value <= 0xFFFF_FFFFL);
    return LongStream.concat(edges, new Random(1).ints(100).asLongStream());
  }

  @ParameterizedTest
  @MethodSource("integers")
  @DisplayName("8.3: an integer is as short as it can be")
  void integer(long value) throws IOException {
    byte[] expected = oracle(field(3, new ASN1Integer(value)));
    Der fields = new Der();
    if (value > Integer.MAX_VALUE) {
      fields.uint32(3, (int) value);
    } else {
      fields.int32(3, (int) value);
    }
    assertThat(fields.sequence().encode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  @DisplayName("10.1: a length is as short as it can be, at every depth")
  void length(int length) throws IOException {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    DERSequence inside = field(0, new DEROctetString(octets));
    DERTaggedObject message = new DERTaggedObject(true, BERTags.APPLICATION, 14, field(2, inside));
    Der written = new Der().add(2, new Der().octets(0, octets).sequence());
    assertThat(written.message(14).encode()).isEqualTo(oracle(message));
  }

  static IntStream lengths() {
    return IntStream.concat(
        IntStream.of(1 << 20, (1 << 24) - 1, 1 << 24),
        IntStream.of(0, 120, 250, 65_530)
            .flatMap(around -> IntStream.rangeClosed(Math.max(0, around - 20), around + 20)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-62_167_219_201L, 253_402_300_800L})
  @DisplayName("RFC 4120 5.2.3: a year has four digits")
  void years(long seconds) {
    assertThatThrownBy(() -> new Der().time(0, seconds))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("RFC 4120 5.2: strings, times, flags and lists")
  void types() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      // From the year 1583: before, the other one counts by the Julian calendar.
      long seconds = random.nextLong(-12_212_553_600L, 253_402_300_800L);
      int flags = random.nextInt();
      String text =
          random.ints(i % 40, 32, 0x2000).mapToObj(Character::toString).reduce("", String::concat);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      ASN1EncodableVector expected = new ASN1EncodableVector();
      DERGeneralString string = new DERGeneralString(new String(utf8, StandardCharsets.ISO_8859_1));
      expected.add(new DERTaggedObject(true, 0, string));
      Date date = Date.from(Instant.ofEpochSecond(seconds));
      expected.add(new DERTaggedObject(true, 5, new DERGeneralizedTime(date)));
      byte[] bits = {
        (byte) (flags >>> 24), (byte) (flags >>> 16), (byte) (flags >>> 8), (byte) flags
      };
      expected.add(new DERTaggedObject(true, 7, new DERBitString(bits)));
      ASN1Primitive[] list = new ASN1Primitive[i % 5];
      List<DerValue> elements = new ArrayList<>();
      for (int j = 0; j < list.length; j++) {
        list[j] = string;
        elements.add(Der.string(text));
      }
      expected.add(new DERTaggedObject(true, 30, new DERSequence(list)));
      Der written = new Der().string(0, text).time(5, seconds).flags(7, flags);
      assertThat(written.sequence(30, elements).sequence().encode())
          .isEqualTo(oracle(new DERSequence(expected)));
    }
  }
}
