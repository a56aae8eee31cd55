package dev.parley.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.FakeNames;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The check of krb5.conf")
class Krb5ConfCheckTest {
  @TempDir Path directory;

  private List<Finding> look(Path file) {
    Question question = new Question(null, null, null, null, null, List.of(), file, false);
    World world = new World(new FakeNames(), InstantSource.system(), Map.of());
    try (Facts facts = new Facts(question, world)) {
      return new Krb5ConfCheck().look(facts);
    }
  }

  private List<Finding> look(String text) throws IOException {
    return look(Files.writeString(directory.resolve("krb5.conf"), text));
  }

  @Test
  @DisplayName("an ordinary file is well")
  void ordinary() throws IOException {
    List<Finding> findings =
        look(
            """
            [libdefaults]
              default_realm = X.TEST
              dns_canonicalize_hostname = false
              clockskew = 300
              permitted_enctypes = aes256-sha2 aes128-cts-hmac-sha1-96
            [realms]
              X.TEST = {
                kdc = kdc.x.test
                admin_server = kdc.x.test
              }
            [appdefaults]
              pam = {
                dns_lookup_kdc = true
              }
            """);
    assertThat(findings).singleElement().isInstanceOf(Ok.class);
    assertThat(findings.get(0).text()).contains("X.TEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allow_weak_crypto = true | can be broken",
        "allow_rc4 = yes | allow_rc4",
        "clockskew = 3600 | kerberos.clock-skew",
        "clockskew = 5m | no number of seconds",
        "default_tkt_enctypes = aes256-cts rc4-hmac | weak encryption types",
        "admin_server = a | no effect in [libdefaults]",
      })
  @DisplayName("a dangerous or ineffective line is a warning")
  void warnings(String line, String text) throws IOException {
    List<Finding> findings = look("[libdefaults]\n default_realm = X.TEST\n " + line + "\n");
    assertThat(findings).singleElement().isInstanceOf(Warn.class);
    assertThat(findings.get(0).text()).contains(text);
    assertThat(findings.get(0).mend()).isNotEmpty();
  }

  @Test
  @DisplayName("enctypes without AES are a failure: no ticket will do")
  void noAes() throws IOException {
    List<Finding> findings =
        look(
            "[libdefaults]\n default_realm = X.TEST\n permitted_enctypes = rc4-hmac des3-cbc-sha1\n");
    assertThat(findings).singleElement().isInstanceOf(Fail.class);
    assertThat(findings.get(0).reason()).isEqualTo(Reason.ENCTYPE_NOT_PERMITTED);
  }

  @Test
  @DisplayName("realms: none, in small letters, a setting outside of the braces")
  void realms() throws IOException {
    assertThat(look("[libdefaults]\n"))
        .extracting(Finding::text)
        .asString()
        .contains("no default_realm");
    assertThat(look("[libdefaults]\ndefault_realm = x.test\n"))
        .extracting(Finding::text)
        .asString()
        .contains("small letters");
    assertThat(look("[libdefaults]\ndefault_realm = X\n[realms]\nkdc = a\n"))
        .extracting(Finding::mend)
        .asString()
        .contains("between the braces");
    assertThat(look("[libdefaults]\ndefault_realm = X\n[libdefault]\nrdns = false\n"))
        .extracting(Finding::text)
        .asString()
        .contains("no effect in [libdefault]");
  }

  @Test
  @DisplayName("a broken file is a failure, no file a warning")
  void files() throws IOException {
    assertThat(look("[realms\n")).singleElement().isInstanceOf(Fail.class);
    assertThat(look(directory.resolve("absent"))).singleElement().isInstanceOf(Warn.class);
  }
}
