package dev.parley.negotiate.kerberos.crypto;

import static dev.parley.negotiate.kerberos.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.kerberos.Vectors;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Kerberos encryption types")
class KerberosKeyTest {
  private static final JsonNode VECTORS = Vectors.read("kerberos-crypto.json");
  private static final RandomGenerator RANDOM = new SecureRandom();

  static Stream<JsonNode> derive() {
    return VECTORS.get("derive").valueStream();
  }

  static Stream<JsonNode> decrypt() {
    return VECTORS.get("decrypt").valueStream();
  }

  static Stream<JsonNode> checksum() {
    return VECTORS.get("checksum").valueStream();
  }

  private static Enctype enctype(JsonNode vector) {
    return Enctype.ofNumber(vector.get("enctype").asInt()).orElseThrow();
  }

  private static KerberosKey key(JsonNode vector) {
    return KerberosKey.copyOf(enctype(vector), octets(vector, "key"));
  }

  @Test
  @DisplayName("RFC 3961 appendix A.1: n-fold")
  void nFold() {
    for (JsonNode each : VECTORS.get("nfold").values()) {
      byte[] in = each.get("in").asString().getBytes(StandardCharsets.US_ASCII);
      assertThat(NFold.fold(in, each.get("bits").asInt() / 8)).isEqualTo(octets(each, "out"));
    }
  }

  @Test
  @DisplayName("RFC 3962 appendix B: AES with ciphertext stealing")
  void cts() throws Exception {
    AesCts aes = new AesCts();
    WipeableKey key = new WipeableKey("AES", octets(VECTORS.get("cts"), "key"));
    for (JsonNode each : VECTORS.get("cts").get("vectors").values()) {
      byte[] plain = octets(each, "plain");
      byte[] cipher = new byte[plain.length];
      aes.encrypt(key, plain, cipher);
      assertThat(cipher).isEqualTo(octets(each, "cipher"));
      assertThat(aes.decrypt(key, cipher, 0, cipher.length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @MethodSource("derive")
  @DisplayName("RFC 3961 section 5.1 and RFC 8009 section 5: derived keys")
  void derived(JsonNode vector) throws Exception {
    Profile profile = Profile.of(enctype(vector));
    WipeableKey base = new WipeableKey("AES", octets(vector, "key"));
    int usage = vector.get("usage").asInt();
    byte[] derived =
        switch (vector.get("label").asString()) {
          case "99" -> profile.signing(base, usage).integrity().getEncoded();
          case "aa" -> profile.sealing(base, usage).encryption().getEncoded();
          case "55" -> profile.sealing(base, usage).integrity().getEncoded();
          default -> throw new IllegalStateException();
        };
    assertThat(derived).isEqualTo(octets(vector, "derived"));
  }

  @ParameterizedTest
  @MethodSource("decrypt")
  @DisplayName("RFC 3962, 8009 and 4757: what another implementation encrypted decrypts")
  void decrypts(JsonNode vector) throws Exception {
    byte[] plain = key(vector).decrypt(vector.get("usage").asInt(), octets(vector, "cipher"));
    assertThat(plain).isEqualTo(octets(vector, "plain"));
  }

  @ParameterizedTest
  @MethodSource("decrypt")
  @DisplayName("one changed bit, another usage, or a cut cipher text does not decrypt")
  void changed(JsonNode vector) {
    KerberosKey key = key(vector);
    int usage = vector.get("usage").asInt();
    byte[] cipher = octets(vector, "cipher");
    for (int bit = 0; bit < cipher.length * 8; bit++) {
      byte[] other = cipher.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> key.decrypt(usage, other)).isInstanceOf(IntegrityException.class);
    }
    for (int length = 0; length < cipher.length; length++) {
      byte[] cut = Arrays.copyOf(cipher, length);
      assertThatThrownBy(() -> key.decrypt(usage, cut)).isInstanceOf(IntegrityException.class);
    }
    assertThatThrownBy(() -> key.decrypt(usage + 100, cipher))
        .isInstanceOf(IntegrityException.class);
  }

  @ParameterizedTest
  @MethodSource("checksum")
  @DisplayName("RFC 3961 section 5.4, RFC 8009 section 6, RFC 4757 section 4: checksums")
  void checksums(JsonNode vector) {
    KerberosKey key = key(vector);
    int usage = vector.get("usage").asInt();
    byte[] data = octets(vector, "data");
    byte[] right = octets(vector, "checksum");
    assertThat(key.checksum(usage, data)).isEqualTo(right).hasSize(key.enctype().checksumLength());
    byte[] head = Arrays.copyOf(data, 3);
    byte[] tail = Arrays.copyOfRange(data, 3, data.length);
    assertThat(key.verifyChecksum(usage, right, head, tail)).isTrue();
    right[0] ^= 1;
    assertThat(key.verifyChecksum(usage, right, data)).isFalse();
    assertThat(key.verifyChecksum(usage, new byte[0], data)).isFalse();
  }

  @Test
  @DisplayName("MS-PAC section 2.8: the checksum vectors of types 15, 16 and -138")
  void pacChecksums() {
    for (JsonNode each : Vectors.read("pac.json").get("checksums").values()) {
      int length = octets(each, "key").length;
      Enctype type =
          each.get("type").asString().contains("-138")
              ? Enctype.RC4_HMAC
              : length == 16 ? Enctype.AES128_CTS_HMAC_SHA1_96 : Enctype.AES256_CTS_HMAC_SHA1_96;
      byte[] data = each.get("data_ascii").asString().getBytes(StandardCharsets.US_ASCII);
      KerberosKey key = KerberosKey.copyOf(type, octets(each, "key"));
      assertThat(key.checksum(each.get("usage").asInt(), data)).isEqualTo(octets(each, "checksum"));
    }
  }

  @ParameterizedTest
  @EnumSource(Enctype.class)
  @DisplayName("what is encrypted decrypts, at every length, and never looks the same twice")
  void roundTrip(Enctype enctype) throws Exception {
    KerberosKey key = KerberosKey.random(enctype, RANDOM);
    for (int length = 0; length < 70; length++) {
      byte[] plain = new byte[length];
      RANDOM.nextBytes(plain);
      byte[] cipher = key.encrypt(11, plain, RANDOM);
      assertThat(key.encrypt(11, plain, RANDOM)).isNotEqualTo(cipher);
      assertThat(key.decrypt(11, cipher)).isEqualTo(plain);
    }
  }

  private static KerberosKey lasting(Enctype enctype) {
    byte[] octets = new byte[enctype.keyLength()];
    RANDOM.nextBytes(octets);
    return KerberosKey.lasting(enctype, octets);
  }

  static Stream<KerberosKey> keys() {
    return Arrays.stream(Enctype.values())
        .flatMap(each -> Stream.of(KerberosKey.random(each, RANDOM), lasting(each)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("a part of an array decrypts, and a part that is not there is no part")
  void parts(KerberosKey key) throws Exception {
    byte[] plain = {1, 2, 3, 4, 5};
    byte[] cipher = key.encrypt(11, plain, RANDOM);
    byte[] around = new byte[cipher.length + 20];
    RANDOM.nextBytes(around);
    System.arraycopy(cipher, 0, around, 7, cipher.length);
    assertThat(key.decrypt(11, around, 7, cipher.length)).isEqualTo(plain);
    for (int from = 0; from < 20; from++) {
      int other = from == 7 ? 20 : from;
      assertThatThrownBy(() -> key.decrypt(11, around, other, cipher.length))
          .isInstanceOf(IntegrityException.class);
    }
    assertThatThrownBy(() -> key.decrypt(11, around, 21, cipher.length))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> key.decrypt(11, around, 7, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("a copy is the same key with a life of its own")
  void copies(KerberosKey key) throws Exception {
    KerberosKey copy = key.copy();
    byte[] cipher = key.encrypt(11, new byte[3], RANDOM);
    key.destroy();
    assertThat(copy.decrypt(11, cipher)).isEqualTo(new byte[3]);
    assertThatThrownBy(key::copy).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(Enctype.class)
  @DisplayName(
      "only what was right leaves ciphers prepared for a lasting key, and none outlives it")
  void prepared(Enctype enctype) throws Exception {
    KerberosKey key = lasting(enctype);
    byte[] cipher = KerberosKey.random(enctype, RANDOM).encrypt(2, new byte[9], RANDOM);
    assertThatThrownBy(() -> key.decrypt(2, cipher)).isInstanceOf(IntegrityException.class);
    assertThat(key.verifyChecksum(2, new byte[16], cipher)).isFalse();
    assertThat(key.profiles().idle()).isZero();
    byte[] right = key.encrypt(2, new byte[9], RANDOM);
    assertThat(key.decrypt(2, right)).hasSize(9);
    assertThat(key.profiles().idle()).isOne();
    assertThatThrownBy(() -> key.decrypt(2, cipher)).isInstanceOf(IntegrityException.class);
    assertThat(key.profiles().idle()).as("it was prepared before").isOne();
    key.destroy();
    assertThat(key.profiles().idle()).isZero();
    assertThatThrownBy(() -> key.decrypt(2, right)).isInstanceOf(IntegrityException.class);
    assertThat(key.profiles().idle()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Enctype.class)
  @DisplayName("ciphers whose first key was a destroyed one still serve other keys")
  void poisoned(Enctype enctype) throws Exception {
    Profile profile = Profile.of(enctype);
    WipeableKey wiped = new WipeableKey(enctype.cipher(), new byte[enctype.keyLength()]);
    wiped.destroy();
    UsageKeys none = UsageKeys.single(wiped);
    assertThatThrownBy(() -> profile.sealing(wiped, 2)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> profile.encrypt(none, new byte[3], RANDOM))
        .isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> profile.decrypt(none, new byte[90], 0, 90))
        .isInstanceOf(InvalidKeyException.class);
    byte[] octets = new byte[enctype.keyLength()];
    RANDOM.nextBytes(octets);
    UsageKeys keys = profile.sealing(new WipeableKey(enctype.cipher(), octets), 2);
    byte[] cipher = profile.encrypt(keys, new byte[3], RANDOM);
    assertThat(profile.decrypt(keys, cipher, 0, cipher.length)).isEqualTo(new byte[3]);
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("a destroyed key does nothing any more, and a key of zeros is not it")
  void destroyed(KerberosKey key) throws Exception {
    Enctype enctype = key.enctype();
    byte[] data = {1, 2, 3};
    byte[] cipher = key.encrypt(11, data, RANDOM);
    byte[] checksum = key.checksum(17, data);
    assertThat(key.decrypt(11, cipher)).isEqualTo(data);
    assertThat(key.verifyChecksum(17, checksum, data)).isTrue();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThatThrownBy(() -> key.decrypt(11, cipher)).isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> key.encrypt(11, data, RANDOM))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.checksum(17, data)).isInstanceOf(IllegalStateException.class);
    assertThat(key.verifyChecksum(17, checksum, data)).isFalse();
    KerberosKey zeros = KerberosKey.copyOf(enctype, new byte[enctype.keyLength()]);
    assertThat(key.verifyChecksum(17, zeros.checksum(17, data), data)).isFalse();
    assertThatThrownBy(() -> key.decrypt(12, zeros.encrypt(12, data, RANDOM)))
        .isInstanceOf(IntegrityException.class);
    assertThat(key.writeTo(new byte[32], 0)).isFalse();
  }

  @Test
  @DisplayName("a key tells nothing but its type, and has the right length")
  void secret() {
    byte[] octets = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    KerberosKey key = KerberosKey.copyOf(Enctype.RC4_HMAC, octets);
    assertThat(key).hasToString("[secret rc4-hmac]");
    byte[] written = new byte[17];
    assertThat(key.writeTo(written, 1)).isTrue();
    assertThat(Arrays.copyOfRange(written, 1, 17)).isEqualTo(octets);
    assertThatThrownBy(() -> KerberosKey.copyOf(Enctype.AES256_CTS_HMAC_SHA1_96, octets))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("0011");
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("one key serves many threads at once")
  void threads(KerberosKey key) throws Exception {
    RandomGenerator random = new StripedRandom();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    byte[] plain = new byte[i % 50];
                    random.nextBytes(plain);
                    int usage = i % 30;
                    byte[] cipher = key.encrypt(usage, plain, random);
                    assertThat(key.decrypt(usage, cipher)).isEqualTo(plain);
                    byte[] checksum = key.checksum(usage, plain);
                    assertThat(key.verifyChecksum(usage, checksum, plain)).isTrue();
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @DisplayName("the striped generator repeats nothing, in one thread and over threads")
  void stripedRandom() throws Exception {
    RandomGenerator random = new StripedRandom();
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      seen.add(random.nextLong());
      Thread other = new Thread(() -> seen.add(random.nextLong()));
      other.start();
      other.join();
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(200);
  }

  @ParameterizedTest
  @EnumSource(Enctype.class)
  @DisplayName("numbers and names of krb5.conf lead to the type, unknown ones to a text")
  void names(Enctype enctype) {
    assertThat(Enctype.ofNumber(enctype.number())).contains(enctype);
    assertThat(Enctype.ofName(enctype.krbName())).contains(enctype);
    assertThat(Enctype.describe(enctype.number())).isEqualTo(enctype.krbName());
    assertThat(Enctype.ofNumber(3)).isEmpty();
    assertThat(Enctype.ofName("des-cbc-md5")).isEmpty();
    assertThat(Enctype.describe(3)).isEqualTo("des-cbc-md5");
    assertThat(Enctype.describe(99)).isEqualTo("enctype 99");
  }
}
