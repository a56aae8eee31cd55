package dev.parley.negotiate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.identity.PrincipalMapping.Account;
import dev.parley.negotiate.identity.PrincipalMapping.NotMapped;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalMappingTest {
  private static PrincipalMapping rules(String... rules) {
    return PrincipalMapping.of(List.of(rules));
  }

  private static void assertMapped(
      PrincipalMapping mapping, String realm, String account, String... components) {
    assertThat(mapping.map(List.of(components), realm)).isEqualTo(new Account(account));
  }

  private static void assertRefused(
      PrincipalMapping mapping, String realm, String detail, String... components) {
    assertThat(mapping.map(List.of(components), realm))
        .isInstanceOfSatisfying(NotMapped.class, not -> assertThat(not.detail()).contains(detail));
  }

  @Test
  @DisplayName("full: the principal as it is, so that no two look alike")
  void full() {
    PrincipalMapping mapping = rules("full");
    assertMapped(mapping, "A.TEST", "alice@A.TEST", "alice");
    assertMapped(mapping, "B.TEST", "alice@B.TEST", "alice");
    assertMapped(mapping, "A.TEST", "HTTP/web@A.TEST", "HTTP", "web");
    assertMapped(mapping, "A.TEST", "HTTP\\/web@A.TEST", "HTTP/web");
    assertMapped(mapping, "A.TEST", "alice\\@corp.test@A.TEST", "alice@corp.test");
    assertMapped(mapping, "A.TEST", "A\\\\alice@A.TEST", "A\\alice");
  }

  @Test
  @DisplayName("Tomcat and Jetty strip every realm; here alice of another realm stays another")
  void realmStripping() {
    PrincipalMapping mapping = rules("strip A.TEST", "full");
    assertMapped(mapping, "A.TEST", "alice", "alice");
    assertMapped(mapping, "B.TEST", "alice@B.TEST", "alice");
    assertMapped(mapping, "a.test", "alice@a.test", "alice");
    assertRefused(rules("strip A.TEST"), "B.TEST", "no rule is about alice@B.TEST", "alice");
  }

  @Test
  @DisplayName("Services, enterprise names and names with separators are never stripped to a user")
  void neverStripped() {
    PrincipalMapping mapping = rules("strip A.TEST", "full");
    assertMapped(mapping, "A.TEST", "alice/admin@A.TEST", "alice", "admin");
    assertMapped(mapping, "A.TEST", "alice\\/admin@A.TEST", "alice/admin");
    assertMapped(mapping, "A.TEST", "alice\\@B.TEST@A.TEST", "alice@B.TEST");
    assertMapped(mapping, "A.TEST", "B\\\\alice@A.TEST", "B\\alice");
  }

  @Test
  @DisplayName("Two realms are stripped only where a rule says that their users are the same")
  void twoRealms() {
    assertThatThrownBy(() -> rules("strip A.TEST", "strip B.TEST"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A.TEST, B.TEST")
        .hasMessageContaining("shared strip");
    PrincipalMapping mapping = rules("strip A.TEST", "shared strip B.TEST");
    assertMapped(mapping, "A.TEST", "alice", "alice");
    assertMapped(mapping, "B.TEST", "alice", "alice");
  }

  @Test
  @DisplayName("Never two principals to one name: the second is refused, the first stays")
  void collision() {
    PrincipalMapping mapping = rules("strip A.TEST", "(.*)@B\\.TEST = $1");
    assertMapped(mapping, "A.TEST", "alice", "alice");
    assertRefused(mapping, "B.TEST", "the account of alice@A.TEST", "alice");
    assertMapped(mapping, "A.TEST", "alice", "alice");
    assertMapped(mapping, "B.TEST", "bob", "bob");
    assertRefused(mapping, "A.TEST", "the account of bob@B.TEST", "bob");
  }

  @Test
  @DisplayName("Rules: the first that fits the whole principal, with groups")
  void rewrite() {
    PrincipalMapping mapping =
        rules("([a-z]+)@PARTNER\\.TEST = partner-$1", "shared ([a-z]+)/admin@A.TEST=$1", "full");
    assertMapped(mapping, "PARTNER.TEST", "partner-alice", "alice");
    assertMapped(mapping, "PARTNER.TEST", "alice1@PARTNER.TEST", "alice1");
    assertMapped(mapping, "A.TEST", "alice", "alice", "admin");
    assertMapped(mapping, "A.TEST", "x\\/alice/admin@A.TEST", "x/alice", "admin");
  }

  @Test
  @DisplayName("A pattern that backtracks without end gives up, and nobody is mapped by it")
  void backtracking() {
    String pattern = "a*a*a*a*a*a*b@.*";
    MeteredText text = new MeteredText("a".repeat(200) + "@A.TEST");
    assertThatThrownBy(() -> Pattern.compile(pattern).matcher(text).matches())
        .isInstanceOf(MeteredText.TooMuchWorkException.class);
    PrincipalMapping mapping = rules(pattern + " = x");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertRefused(mapping, "A.TEST", "no rule", "a".repeat(200)));
  }

  @Test
  @DisplayName("RFC 8062: anonymous principals, and odd ones, are nobody's account")
  void odd() {
    PrincipalMapping mapping = rules("full");
    assertRefused(mapping, "WELLKNOWN:ANONYMOUS", "anonymous", "WELLKNOWN", "ANONYMOUS");
    assertRefused(mapping, "A.TEST", "empty", "");
    assertRefused(mapping, "A.TEST", "empty", "HTTP", "");
    assertRefused(mapping, "", "empty", "alice");
    assertRefused(mapping, "A.TEST", "control", "ali\nce");
    assertRefused(mapping, "A.TEST", "too long", "a".repeat(300));
    assertRefused(rules("(x*)alice@.* = $1"), "A.TEST", "makes no name", "alice");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Rules that are none are refused at the start")
  @ValueSource(
      strings = {
        "",
        "Full",
        "strip",
        "strip ",
        "strip A B",
        "(.*@A = x",
        "(.*)@A = ",
        "= x",
        "(.*)@A = $2",
        "(.*)@A = ${name}",
        "(.*)@A = a\\b",
        "(.*)@A = $",
        "shared",
      })
  void notRules(String rule) {
    assertThatThrownBy(() -> rules(rule)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules()).isInstanceOf(IllegalArgumentException.class);
  }
}
