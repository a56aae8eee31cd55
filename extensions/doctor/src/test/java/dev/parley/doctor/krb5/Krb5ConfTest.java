package dev.parley.doctor.krb5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("krb5.conf")
class Krb5ConfTest {
  @TempDir Path directory;

  private Krb5Conf read(String text) throws Exception {
    Path file = directory.resolve("krb5.conf");
    Files.writeString(file, text);
    return Krb5ConfReader.read(file);
  }

  @Test
  @DisplayName("sections, braces, comments, quotes; the first of several values counts")
  void format() throws Exception {
    Krb5Conf conf =
        read(
            """
            # a comment
            [libdefaults]
              default_realm = "ONE.TEST"
              default_realm = TWO.TEST
              rdns = No
              ; another
              dns_lookup_kdc=true
            [realms]
              ONE.TEST = {
                kdc = a.one.test:88
                kdc = b.one.test c.one.test
                auth_to_local = RULE:[1:$1]
              }*
              TWO.TEST = {
                kdc = a.two.test
              }
            [domain_realm]
              web.one.test = TWO.TEST
              .One.test = ONE.TEST
              three.test = THREE.TEST
            """);
    assertThat(conf.defaultRealm()).contains("ONE.TEST");
    assertThat(conf.is("rdns", true)).isFalse();
    assertThat(conf.is("dns_lookup_kdc", false)).isTrue();
    assertThat(conf.is("absent", true)).isTrue();
    assertThat(conf.realms()).containsExactly("ONE.TEST", "TWO.TEST");
    assertThat(conf.kdcs("ONE.TEST")).containsExactly("a.one.test:88", "b.one.test", "c.one.test");
    assertThat(conf.realmOf("WEB.one.test")).contains("TWO.TEST");
    assertThat(conf.realmOf("x.y.one.test")).contains("ONE.TEST");
    assertThat(conf.realmOf("a.three.test")).contains("THREE.TEST");
    assertThat(conf.realmOf("one.example")).isEmpty();
    assertThat(conf.values(List.of("realms", "TWO.TEST"), "kdc")).containsExactly("a.two.test");
  }

  @Test
  @DisplayName("other files are included, of a directory those that MIT takes")
  void include() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("conf.d"));
    Files.writeString(folder.resolve("good"), "[libdefaults]\n default_realm = GOOD.TEST\n");
    Files.writeString(folder.resolve("bad.rpmsave"), "[libdefaults]\n default_realm = BAD\n");
    Files.writeString(folder.resolve("z.conf"), "[realms]\nGOOD.TEST = {\n kdc = k\n}\n");
    Path one = directory.resolve("one");
    Files.writeString(one, "[domain_realm]\n a.test = GOOD.TEST\n");
    Krb5Conf conf = read("includedir " + folder + "\ninclude " + one + "\n[logging]\n");
    assertThat(conf.defaultRealm()).contains("GOOD.TEST");
    assertThat(conf.kdcs("GOOD.TEST")).containsExactly("k");
    assertThat(conf.realmOf("a.test")).contains("GOOD.TEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = value\n",
        "[libdefaults\n",
        "[]\n",
        "[realms]\nX = {\n kdc = a\n",
        "[realms]\n}\n",
        "[realms]\nX = {\n[libdefaults]\n}\n",
        "[realms]\nX = { kdc = a }\n",
        "[libdefaults]\nno equals\n",
        "[libdefaults]\n= value\n"
      })
  @DisplayName("what breaks the format is refused, with its file and line")
  void malformed(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(MalformedTokenException.class)
        .hasMessageContaining("krb5.conf");
  }

  @Test
  @DisplayName("files that include themselves come to an end")
  void loop() {
    assertThatThrownBy(() -> read("include " + directory.resolve("krb5.conf") + "\n"))
        .isInstanceOf(MalformedTokenException.class)
        .hasMessageContaining("more than 16 deep");
    assertThatThrownBy(() -> read("include " + directory.resolve("absent") + "\n"))
        .isInstanceOf(IOException.class);
  }
}
