package dev.parley.negotiate.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of Negotiate, Kerberos and NTLM")
class NegotiateOptionsTest {
  private static Settings settings(Map<String, ?> values) {
    List<Setting<?>> all = new ArrayList<>(CoreSettings.all());
    all.addAll(NegotiateSettings.all());
    all.addAll(KerberosSettings.all());
    all.addAll(NtlmSettings.all());
    List<Problem> problems = new ArrayList<>();
    Settings settings = new SettingsTable(all, List.of()).read(values, problems);
    assertThat(problems).isEmpty();
    return settings;
  }

  private static Map<String, Object> kerberos(Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(Map.of("kerberos.keytab", "http.keytab"));
    values.putAll(more);
    return values;
  }

  @Test
  @DisplayName(
      "by default: the scheme negotiate with Kerberos, for each request, bound if supported")
  void defaults() throws ConfigurationException {
    NegotiateOptions options = NegotiateOptions.read(settings(kerberos(Map.of())));
    assertThat(options.schemes()).containsExactly(Scheme.NEGOTIATE);
    assertThat(options.kerberos()).isTrue();
    assertThat(options.anyNtlm()).isFalse();
    assertThat(options.keep()).isEqualTo(KeepMode.REQUEST);
    assertThat(options.bindings()).isEqualTo(BindingMode.WHEN_SUPPORTED);
    assertThat(options.tokenLimit()).isEqualTo(65_536);
  }

  @Test
  @DisplayName("rc4 is off, delegation is off, and every default reads back")
  void kerberosDefaults() {
    KerberosOptions options = KerberosOptions.read(settings(kerberos(Map.of())));
    assertThat(options.enctypes()).hasSize(4).noneMatch(each -> each.contains("rc4"));
    assertThat(options.delegation()).isFalse();
    for (Setting<?> each : NegotiateSettings.all()) {
      readsBack(each);
    }
    KerberosSettings.all().forEach(NegotiateOptionsTest::readsBack);
    NtlmSettings.all().forEach(NegotiateOptionsTest::readsBack);
  }

  private static <T> void readsBack(Setting<T> setting) {
    String text = setting.type().write(setting.defaultValue());
    if (!text.isEmpty()) {
      assertThat(setting.type().read(text)).isEqualTo(setting.defaultValue());
    }
    assertThat(setting.description()).endsWith(".");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("contradictions refuse to start, each with key, value, what is allowed and a mend")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "negotiate.schemes=                      | negotiate.schemes",
        "negotiate.mechanisms=                   | negotiate.mechanisms",
        "negotiate.schemes=ntlm;negotiate.mechanisms=ntlm | negotiate.mechanisms",
        "negotiate.schemes=ntlm;kerberos.keytab=x | kerberos.keytab",
        "ntlm.require-mic=true;kerberos.keytab=x | ntlm.require-mic",
        "negotiate.mechanisms=ntlm;negotiate.known-accounts-only=true |"
            + " negotiate.known-accounts-only",
        "realm=x                                 | kerberos.keytab",
        "kerberos.keytab=x;kerberos.enctypes=    | kerberos.enctypes",
        "kerberos.keytab=x;kerberos.principal-mapping=strip A, strip B |"
            + " kerberos.principal-mapping",
        "kerberos.keytab=x;kerberos.principal-mapping=nonsense | kerberos.principal-mapping",
        "kerberos.keytab=x;negotiate.channel-bindings=off;negotiate.certificates=c.pem |"
            + " negotiate.certificates",
        "kerberos.keytab=x;negotiate.keystore-password-file=p |"
            + " negotiate.keystore-password-file",
        "negotiate.schemes=ntlm;ntlm.target-check=required | ntlm.target-names",
        "negotiate.schemes=ntlm;ntlm.target-names=www.example.org | ntlm.target-check",
        "negotiate.schemes=ntlm;trusted-proxies=192.0.2.1;forwarded-header=forwarded |"
            + " negotiate.proxy-keeps-connections",
        "kerberos.keytab=x;negotiate.keep=connection;trusted-proxies=192.0.2.1 |"
            + " negotiate.proxy-keeps-connections",
      })
  void contradictions(String values, String key) {
    Map<String, String> given = new HashMap<>();
    for (String each : values.strip().split(";")) {
      int equals = each.indexOf('=');
      given.put(each.substring(0, equals), each.substring(equals + 1));
    }
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class, () -> NegotiateOptions.read(settings(given)));
    assertThat(refused.problems()).extracting(Problem::key).containsExactly(key.strip());
    assertThat(refused.isLasting()).isTrue();
  }

  @Test
  @DisplayName("behind a proxy Kerberos for each request starts, and NTLM if the proxy keeps apart")
  void proxies() throws ConfigurationException {
    NegotiateOptions.read(settings(kerberos(Map.of("trusted-proxies", "192.0.2.1"))));
    NegotiateOptions options =
        NegotiateOptions.read(
            settings(
                kerberos(
                    Map.of(
                        "negotiate.mechanisms",
                        "kerberos, ntlm",
                        "trusted-proxies",
                        "192.0.2.1",
                        "negotiate.proxy-keeps-connections",
                        true))));
    assertThat(options.ntlm()).isTrue();
  }

  @Test
  @DisplayName("the mend of a mapping says what is wrong with the rules")
  void mappingMend() {
    assertThatThrownBy(
            () ->
                NegotiateOptions.read(
                    settings(kerberos(Map.of("kerberos.principal-mapping", "strip A, strip B")))))
        .hasMessageContaining("strip A and strip B may lead two principals to one account");
  }

  @Test
  @DisplayName("a comma in brackets or after a backslash is one of the pattern, in text too")
  void mappingCommas() throws ConfigurationException {
    String text =
        "([^,/(]{1,20})@A\\.ORG = u/$1, x\\,(y)@A = v/$1, shared (?:a,b)@A = c,, shared ([\\]),]*)@B = $1";
    Settings read = settings(kerberos(Map.of("kerberos.principal-mapping", text)));
    assertThat(KerberosOptions.read(read).principalMapping())
        .containsExactly(
            "([^,/(]{1,20})@A\\.ORG = u/$1",
            "x\\,(y)@A = v/$1",
            "shared (?:a,b)@A = c",
            "shared ([\\]),]*)@B = $1");
    NegotiateOptions.read(read);
    List<String> list = List.of("([^,]*)@A = $1", "shared full");
    Settings json = settings(kerberos(Map.of("kerberos.principal-mapping", list)));
    assertThat(KerberosOptions.read(json).principalMapping()).isEqualTo(list);
  }
}
