package dev.parley.negotiate.kerberos.keytab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeytabFileTest {
  /** Written by ktutil of MIT krb5 1.20 and told by its klist -K. */
  private static final String OF_KTUTIL =
      "0502000000590002000c4558414d504c452e5445535400044854545000107765622e6578616d706c652e7465"
          + "7374000000016b0176db03001200209382f0d3a5225d4a7448c56d945fb3bae7506ecb225e43161fff65"
          + "8bb31eaf2d00000003000000490002000c4558414d504c452e5445535400044854545000107765622e65"
          + "78616d706c652e74657374000000016b0176db03001300108e3cc19280f42cff11f8bc92cac5905f0000"
          + "0003000000590002000c4558414d504c452e5445535400044854545000107765622e6578616d706c652e"
          + "74657374000000016b0176db2c00120020359614e132dfb4230ae3eabfed6a9e680d43c9685f630f5d75"
          + "aabdb6824a31420000012c0000003a0002000a4f544845522e544553540004686f737400037765620000"
          + "00016b0176db0200170010ed0e38cf48896619667caf7cfd30ab6c000000020000004a0002000a4f5448"
          + "45522e544553540004686f73740003776562000000016b0176db02001a00207a31cd8133864a5b5daa0a"
          + "0ec22486bc6f837e532a7dbe162edfc83fc58f8bb700000002";

  private static final byte[] AES256 = filled(32, 7);
  private static final byte[] AES128 = filled(16, 8);

  private static byte[] filled(int length, int value) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) value);
    return octets;
  }

  private static byte[] octets(ServiceKey key) {
    byte[] octets = new byte[key.enctype().keyLength()];
    assertThat(key.key().writeTo(octets, 0)).isTrue();
    return octets;
  }

  private static List<String> told(KeytabFile file) {
    return file.keys().stream()
        .map(
            each ->
                each.kvno()
                    + " "
                    + each.principal()
                    + " "
                    + each.enctype().krbName()
                    + " "
                    + HexFormat.of().formatHex(octets(each)))
        .toList();
  }

  @Test
  @DisplayName("A keytab of ktutil: keys, 32-bit kvno; other encryption types are passed over")
  void ofKtutil() throws MalformedTokenException {
    KeytabFile file = KeytabFile.parse(HexFormat.of().parseHex(OF_KTUTIL));
    assertThat(told(file))
        .containsExactly(
            "3 HTTP/web.example.test@EXAMPLE.TEST aes256-cts-hmac-sha1-96"
                + " 9382f0d3a5225d4a7448c56d945fb3bae7506ecb225e43161fff658bb31eaf2d",
            "3 HTTP/web.example.test@EXAMPLE.TEST aes128-cts-hmac-sha256-128"
                + " 8e3cc19280f42cff11f8bc92cac5905f",
            "300 HTTP/web.example.test@EXAMPLE.TEST aes256-cts-hmac-sha1-96"
                + " 359614e132dfb4230ae3eabfed6a9e680d43c9685f630f5d75aabdb6824a3142",
            "2 host/web@OTHER.TEST rc4-hmac ed0e38cf48896619667caf7cfd30ab6c");
    assertThat(file.unsupported()).containsExactly("camellia256-cts-cmac");
  }

  @Test
  @DisplayName("Version 1 in either byte order, which counts the realm and has no name type")
  void version1() throws MalformedTokenException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] content =
          TestKeytab.version1(order)
              .entry("HTTP/web@A", 5, 18, AES256)
              .hole(11)
              .entry("HTTP/web@A", 6, 18, AES256)
              .toByteArray();
      KeytabFile file = KeytabFile.parse(content);
      assertThat(file.keys()).extracting(ServiceKey::kvno).containsExactly(5, 6);
      assertThat(file.keys()).extracting(ServiceKey::principal).containsOnly("HTTP/web@A");
    }
  }

  @Test
  @DisplayName(
      "Holes are passed over, a length of 0 ends the file, flags after the kvno are let be")
  void holes() throws MalformedTokenException {
    byte[] content =
        TestKeytab.version2()
            .hole(40)
            .entry("a@A", 1, 18, AES256)
            .entry("b@A", 2, 17, AES128, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
            .entry("c@A", 3, 17, AES128, new byte[] {0, 0, 1, 0, 0, 0, 0, 9})
            .hole(1)
            .length(0)
            .octets((byte) 1, (byte) 2)
            .toByteArray();
    KeytabFile file = KeytabFile.parse(content);
    assertThat(file.keys()).extracting(ServiceKey::kvno).containsExactly(1, 2, 256);
    assertThat(file.keys().get(1).enctype()).isEqualTo(Enctype.AES128_CTS_HMAC_SHA1_96);
  }

  @Test
  @DisplayName("What is written here the JDK reads as well")
  void jdk(@TempDir Path folder) throws Exception {
    Path path =
        TestKeytab.version2().key("HTTP/web@A.TEST", 9, 18, AES256).writeTo(folder.resolve("k"));
    KerberosPrincipal principal = new KerberosPrincipal("HTTP/web@A.TEST");
    assertThat(KeyTab.getUnboundInstance(path.toFile()).getKeys(principal))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.getVersionNumber()).isEqualTo(9);
              assertThat(key.getEncoded()).isEqualTo(AES256);
            });
    assertThat(octets(KeytabFile.parse(java.nio.file.Files.readAllBytes(path)).keys().get(0)))
        .isEqualTo(AES256);
  }

  @Test
  @DisplayName("Half-written: every beginning of a keytab is refused, unless an entry ends there")
  void halfWritten() throws MalformedTokenException {
    byte[] content = HexFormat.of().parseHex(OF_KTUTIL);
    int whole = 0;
    for (int length = 0; length < content.length; length++) {
      byte[] beginning = Arrays.copyOf(content, length);
      try {
        KeytabFile.parse(beginning);
        whole++;
      } catch (MalformedTokenException e) {
        assertThat(e).hasMessageContaining("keytab");
      }
    }
    assertThat(whole).as("after the version and after four of the five entries").isEqualTo(5);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Lengths and counts that lie are malformed")
  @ValueSource(
      strings = {
        "0502 80000000",
        "0502 7fffffff 00",
        "0502 80000001 00",
        "0502 00000002 0000",
        "0502 00000002 ffff",
        "0502 00000004 0001 ffff",
        "0502 00000006 0001 0001 41 00",
        "0503",
        "0402",
        "0501 01",
        "0502 00",
        // a key of 15 octets for aes128
        "0502 00000027 0001 0001 41 0001 62 00000001 00000000 01 0011 000f"
            + " 000000000000000000000000000000",
      })
  void lies(String hex) {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> KeytabFile.parse(content)).isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("Random changes to a keytab are a keytab or the one checked exception")
  void mutations() {
    byte[] good = HexFormat.of().parseHex(OF_KTUTIL);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = good.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        KeytabFile.parse(changed);
      } catch (MalformedTokenException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }
}
