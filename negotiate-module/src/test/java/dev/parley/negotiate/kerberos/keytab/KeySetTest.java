package dev.parley.negotiate.kerberos.keytab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys of services are found by name, type and version")
class KeySetTest {
  private static final Enctype AES = Enctype.AES256_CTS_HMAC_SHA1_96;
  private static final List<String> WEB = List.of("HTTP", "web.example.com");

  private static ServiceKey key(List<String> name, int kvno, Enctype enctype) {
    return new ServiceKey(
        name, "EXAMPLE.COM", kvno, KerberosKey.random(enctype, new SecureRandom()));
  }

  private final ServiceKey second = key(WEB, 2, AES);
  private final ServiceKey third = key(WEB, 3, AES);
  private final ServiceKey rc4 = key(WEB, 3, Enctype.RC4_HMAC);
  private final KeySet keys =
      new KeySet(List.of(second, third, rc4, key(List.of("HTTP", "other"), 1, AES)));

  @Test
  @DisplayName("the version that the ticket names; all, newest first, when it names none")
  void versions() {
    assertThat(keys.find("EXAMPLE.COM", WEB, AES, 2)).containsExactly(second);
    assertThat(keys.find("EXAMPLE.COM", WEB, AES, 4)).isEmpty();
    assertThat(keys.find("EXAMPLE.COM", WEB, AES, null)).containsExactly(third, second);
    assertThat(keys.find("EXAMPLE.COM", WEB, AES, 0)).containsExactly(third, second);
    assertThat(keys.find("EXAMPLE.COM", WEB, Enctype.RC4_HMAC, 3)).containsExactly(rc4);
  }

  @Test
  @DisplayName("of the eight bits that a keytab has kept: behind the whole number")
  void eightBits() {
    ServiceKey whole = key(WEB, 260, AES);
    ServiceKey low = key(WEB, 4, AES);
    KeySet set = new KeySet(List.of(low, second, whole));
    assertThat(set.find("EXAMPLE.COM", WEB, AES, 260)).containsExactly(whole, low);
    assertThat(set.find("EXAMPLE.COM", WEB, AES, 516)).containsExactly(low);
    assertThat(set.find("EXAMPLE.COM", WEB, AES, 4)).containsExactly(low);
    assertThat(low.isOfVersion(260)).isTrue();
    assertThat(low.isOfVersion(261)).isFalse();
    assertThat(whole.isOfVersion(4)).isFalse();
  }

  @Test
  @DisplayName("candidates: the version, then other versions, then other names of the class")
  void candidates() {
    ServiceKey other = keys.keys().get(3);
    assertThat(keys.candidates("EXAMPLE.COM", WEB, AES, 2, true))
        .containsExactly(second, third, other);
    assertThat(keys.candidates("EXAMPLE.COM", WEB, AES, 2, false)).containsExactly(second, third);
    List<String> shop = List.of("http", "shop");
    assertThat(keys.candidates("EXAMPLE.COM", shop, AES, 1, true))
        .containsExactly(other, third, second);
    assertThat(keys.candidates("EXAMPLE.COM", shop, AES, 1, false)).isEmpty();
    assertThat(keys.candidates("EXAMPLE.COM", List.of("cifs", "shop"), AES, 1, true)).isEmpty();
    assertThat(keys.candidates("OTHER.ORG", shop, AES, 1, true)).isEmpty();
  }

  @Test
  @DisplayName("a key of unknown version fits every one")
  void unknownVersion() {
    ServiceKey unknown = key(WEB, 0, AES);
    KeySet set = new KeySet(List.of(unknown));
    assertThat(set.find("EXAMPLE.COM", WEB, AES, 7)).containsExactly(unknown);
  }

  @Test
  @DisplayName("hosts are found as clients write them, realms only as they are")
  void names() {
    assertThat(keys.find("EXAMPLE.COM", List.of("http", "WEB.example.COM"), AES, 3))
        .containsExactly(third);
    assertThat(keys.hasService("EXAMPLE.COM", List.of("http", "WEB.example.COM"))).isTrue();
    assertThat(keys.hasService("example.com", WEB)).isFalse();
    assertThat(keys.hasService("EXAMPLE.COM", List.of("HTTP/web.example.com"))).isFalse();
  }

  @Test
  @DisplayName("for diagnosis: what versions, types and principals there are")
  void diagnosis() {
    assertThat(keys.kvnos("EXAMPLE.COM", WEB, AES)).containsExactly(2, 3);
    assertThat(keys.enctypes("EXAMPLE.COM", WEB)).containsExactly(AES, Enctype.RC4_HMAC);
    assertThat(keys.principals())
        .containsExactly("HTTP/other@EXAMPLE.COM", "HTTP/web.example.com@EXAMPLE.COM");
    assertThat(KeySet.EMPTY.keys()).isEmpty();
    assertThat(KeySet.EMPTY.find("EXAMPLE.COM", WEB, AES, null)).isEmpty();
  }
}
