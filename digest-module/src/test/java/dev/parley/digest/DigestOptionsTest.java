package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Setting;
import dev.parley.digest.options.DigestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings of Digest that contradict themselves refuse to start")
class DigestOptionsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private static <T> void assertRefused(TestSite site, Setting<?> key) {
    assertThatThrownBy(site::open)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.problems()).extracting(problem -> problem.key()).contains(key.key());
              assertThat(e.getMessage())
                  .contains(key.key())
                  .contains("allowed is")
                  .doesNotContain(KEY);
              assertThat(e.isLasting()).isTrue();
            });
  }

  @Test
  @DisplayName("a realm that clients would read differently")
  void realm() {
    assertRefused(new TestSite().set(CoreSettings.REALM, "G\u00e4ste"), CoreSettings.REALM);
    assertRefused(new TestSite().set(CoreSettings.REALM, "a\"b"), CoreSettings.REALM);
    assertRefused(new TestSite().set(DigestSettings.DOMAIN, "/\u00e4"), DigestSettings.DOMAIN);
  }

  @Test
  @DisplayName("no algorithm, no qop")
  void empty() {
    assertRefused(
        new TestSite().set(DigestSettings.ALGORITHMS, List.of()), DigestSettings.ALGORITHMS);
    assertRefused(
        new TestSite().set(DigestSettings.ALGORITHMS_BY_USER_AGENT, Map.of("x", List.of())),
        DigestSettings.ALGORITHMS_BY_USER_AGENT);
    assertRefused(new TestSite().set(DigestSettings.QOP, List.of()), DigestSettings.QOP);
  }

  @Test
  @DisplayName(
      "a short key, a previous key without a new one or equal to it; the key itself is not shown")
  void keys() {
    assertRefused(new TestSite().set(DigestSettings.NONCE_KEY, "short"), DigestSettings.NONCE_KEY);
    assertRefused(
        new TestSite().set(DigestSettings.PREVIOUS_NONCE_KEY, KEY),
        DigestSettings.PREVIOUS_NONCE_KEY);
    assertRefused(
        new TestSite()
            .set(DigestSettings.NONCE_KEY, KEY)
            .set(DigestSettings.PREVIOUS_NONCE_KEY, KEY),
        DigestSettings.PREVIOUS_NONCE_KEY);
    assertRefused(
        new TestSite()
            .set(DigestSettings.NONCE_KEY, KEY)
            .set(DigestSettings.PREVIOUS_NONCE_KEY, "short"),
        DigestSettings.PREVIOUS_NONCE_KEY);
  }

  @Test
  @DisplayName("a prefix without a slash")
  void prefixes() {
    assertRefused(
        new TestSite().set(DigestSettings.URI_PREFIXES, Map.of("a", "/b")),
        DigestSettings.URI_PREFIXES);
  }

  @Test
  @DisplayName("everything else starts, and the provider offers every setting")
  void starts() throws Exception {
    DigestPackage opened = new TestSite().set(DigestSettings.NONCE_KEY, KEY).open();
    assertThat(opened.scheme()).isEqualTo("Digest");
    assertThat(opened.info().name()).isEqualTo("Digest");
    assertThat(opened.options().realm()).isEqualTo("test");
    DigestProvider provider = new DigestProvider();
    assertThat(provider.settings()).allMatch(each -> each.key().startsWith(provider.name() + "."));
    assertThat(provider.settings()).extracting(Setting::key).doesNotHaveDuplicates();
  }
}
