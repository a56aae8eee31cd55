package dev.parley.negotiate.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.AccountCensus;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProviders;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.negotiate.NegotiateProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A setting of Negotiate that is allowed and dangerous gives one warning")
class NegotiateWarningsTest {
  private static final KnownUsers WITHOUT_NT_HASH =
      new KnownUsers(null, new AccountCensus(7, 7, Map.of(), 0));
  private static final KnownUsers WITH_NT_HASH =
      new KnownUsers(null, new AccountCensus(7, 7, Map.of(), 1));

  private static List<Warning> warnings(Map<String, ?> more, KnownUsers users)
      throws ConfigurationException {
    Map<String, Object> given =
        new HashMap<>(
            Map.of(
                "realm", "r",
                "packages", "negotiate",
                "users-file", "users.json",
                "kerberos.keytab", "http.keytab",
                "negotiate.mechanisms", "kerberos, ntlm"));
    given.putAll(more);
    return Configuration.read(Map.of(), given, PackageProviders.available(List.of()), false)
        .warnings(users);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("which names the key, the value, the consequence and the remedy")
  @CsvSource(
      delimiter = '|',
      value = {
        "negotiate.channel-bindings        | off     | pass its logon on         | negotiate.certificates",
        "negotiate.keep                    | session | session cookie            | Secure and HttpOnly",
        "negotiate.proxy-keeps-connections | true    | makes one client the other | Kerberos alone",
        "negotiate.many-accounts-per-connection | true | another's identity | trusted-proxies",
        "kerberos.enctypes                 | aes256-cts-hmac-sha1-96, rc4-hmac | guess at it offline | AES",
        "kerberos.clock-skew               | 1h      | at another node           | correct the clocks",
        "kerberos.replay-cache-share       | 100     | fill the replay cache     | 50 at most",
        "kerberos.delegation               | true    | they are their users      | constrained delegation",
        "ntlm.anonymous                    | true    | do not say who they are   | leave it out",
      })
  void one(String key, String value, String consequence, String remedy) throws Exception {
    assertThat(warnings(Map.of(key, value), WITH_NT_HASH))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo(key);
              assertThat(warning.value()).isEqualTo(value);
              assertThat(warning.consequence()).contains(consequence);
              assertThat(warning.remedy()).contains(remedy);
            });
  }

  @Test
  @DisplayName("NTLM is offered, and no user has an NT hash: by the setting that offers it")
  void withoutNtHash() throws Exception {
    assertThat(warnings(Map.of(), WITHOUT_NT_HASH))
        .singleElement()
        .hasToString(
            "negotiate.mechanisms = kerberos, ntlm: NTLM is offered, and none of the 7 users has an"
                + " NT hash: NTLM lets no client in; set passwords with bin/parley-users add"
                + " --nt-hash, or take ntlm out");
    assertThat(
            warnings(
                Map.of("negotiate.mechanisms", "kerberos", "negotiate.schemes", "negotiate, ntlm"),
                WITHOUT_NT_HASH))
        .singleElement()
        .satisfies(warning -> assertThat(warning.key()).isEqualTo("negotiate.schemes"));
    assertThat(warnings(Map.of("negotiate.mechanisms", "kerberos"), WITHOUT_NT_HASH)).isEmpty();
  }

  @Test
  @DisplayName("and the defaults, and what is near them, give none")
  void none() throws Exception {
    assertThat(warnings(Map.of(), KnownUsers.NONE)).isEmpty();
    assertThat(warnings(Map.of(), WITH_NT_HASH)).isEmpty();
    assertThat(
            warnings(
                Map.of(
                    "negotiate.channel-bindings", "required",
                    "negotiate.keep", "connection",
                    "kerberos.clock-skew", "15m",
                    "kerberos.replay-cache-share", "50"),
                WITH_NT_HASH))
        .isEmpty();
  }

  @Test
  @DisplayName("NTLM without Kerberos and without a keytab: what to set is said, and serves")
  void ntlmAlone() throws Exception {
    Map<String, Object> given =
        new HashMap<>(
            Map.of(
                "realm", "r",
                "packages", "negotiate",
                "users-file", "users.json",
                "negotiate.schemes", "negotiate, ntlm"));
    assertThatThrownBy(() -> NegotiateOptions.read(settings(given)))
        .hasMessageContaining("kerberos.keytab = (not set)")
        .hasMessageContaining(
            "for NTLM without Kerberos set negotiate.mechanisms = ntlm and negotiate.schemes ="
                + " negotiate, ntlm");
    given.put("negotiate.mechanisms", "ntlm");
    NegotiateOptions options = NegotiateOptions.read(settings(given));
    assertThat(options.kerberos()).isFalse();
    assertThat(options.schemes()).containsExactly(Scheme.NEGOTIATE, Scheme.NTLM);
  }

  private static Settings settings(Map<String, Object> given) throws ConfigurationException {
    return Configuration.read(Map.of(), given, Map.of("negotiate", new NegotiateProvider()), false)
        .settings();
  }
}
