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
        .hasMessageContaining("strip A.TEST and strip B.TEST")
        .hasMessageContaining("begin the second rule with shared");
    PrincipalMapping mapping = rules("strip A.TEST", "shared strip B.TEST");
    assertMapped(mapping, "A.TEST", "alice", "alice");
    assertMapped(mapping, "B.TEST", "alice", "alice");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "Never two principals to one account: a rule whose text does not prove it is refused")
  @ValueSource(
      strings = {
        "(.*)@A.TEST = $1", // another realm AXTEST
        "(?i)(.*)@A\\.TEST = $1",
        "(.*)@(A|B)\\.TEST = $1",
        "([a-z]*)[0-9]*@A\\.TEST = $1",
        "([a-z]*)(/.*)?@A\\.TEST = $1",
        "([a-z])*@A\\.TEST = $1",
        "(.*)/(.*)@A\\.TEST = $1-$2",
        "(.*)@A\\.TEST = guest",
        ".*@A\\.TEST = guest",
        "alice@A\\.TEST|bob@A\\.TEST = guest",
      })
  void notOneToOne(String rule) {
    assertThatThrownBy(() -> rules(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(rule + " may lead two principals to one account");
    assertThat(rules("shared " + rule)).isNotNull();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Never two principals to one account: rules that may make the same one are refused")
  @ValueSource(
      strings = {
        "strip A.TEST; strip B.TEST",
        "strip A.TEST; (.*)@B\\.TEST = $1",
        "strip A.TEST; (.*)/admin@A\\.TEST = $1-admin",
        "strip A.TEST; root@B\\.TEST = alice",
        "full; (.*)@A\\.TEST = $1@B.TEST",
        "full; bob@A\\.TEST = alice@B.TEST",
        "full; x(.*) = $1",
        "(.*)@A\\.TEST = $1; (.*)@B\\.TEST = b-$1",
        "(.*)@A\\.TEST = a-$1; bob@B\\.TEST = a-bob",
        "alice@A\\.TEST = root; bob@A\\.TEST = root",
      })
  void collision(String both) {
    String[] two = both.split("; ");
    assertThatThrownBy(() -> rules(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may lead two principals to one account");
    assertThat(rules(two[0], "shared " + two[1])).isNotNull();
  }

  @Test
  @DisplayName("What stands before a realm has none, so it is no full name")
  void besideFull() {
    PrincipalMapping mapping = rules("(.*)/admin@A\\.TEST = $1", "full");
    assertMapped(mapping, "A.TEST", "alice\\@B.TEST", "alice@B.TEST", "admin");
    assertMapped(mapping, "B.TEST", "alice@B.TEST", "alice");
  }

  @Test
  @DisplayName("Who came first does not matter, after a restart either: nothing is remembered")
  void nothingRemembered() {
    PrincipalMapping mapping =
        rules(
            "strip A.TEST",
            "^([^/]*)/admin@A\\.TEST$ = admin/$1",
            "(.*)@B\\.TEST = b/$1",
            "root@C\\.TEST = c/root");
    for (int i = 0; i < 2; i++) {
      assertMapped(mapping, "B.TEST", "b/alice", "alice");
      assertMapped(mapping, "A.TEST", "alice", "alice");
      assertMapped(mapping, "A.TEST", "admin/alice", "alice", "admin");
      assertMapped(mapping, "C.TEST", "c/root", "root");
    }
    assertRefused(mapping, "C.TEST", "no rule is about alice@C.TEST", "alice");
  }

  @Test
  @DisplayName("The text of a pattern is believed only as far as it leads back to the principal")
  void leadsBack() {
    PrincipalMapping mapping = rules("(.*)(?i)@a\\.test = $1");
    assertMapped(mapping, "a.test", "alice", "alice");
    assertRefused(mapping, "A.TEST", "no rule", "alice");
  }

  @Test
  @DisplayName("Rules: the first that fits the whole principal, with groups")
  void rewrite() {
    PrincipalMapping mapping =
        rules("([a-z]+)@PARTNER\\.TEST = partner/$1", "shared ([a-z]+)/admin@A.TEST=$1", "full");
    assertMapped(mapping, "PARTNER.TEST", "partner/alice", "alice");
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
    PrincipalMapping mapping = rules("shared " + pattern + " = x");
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
    assertRefused(mapping, "EVIL@A.TEST", "odd", "alice");
    assertRefused(mapping, "A.TEST", "odd", "ali\nce");
    assertRefused(mapping, "A.TEST", "too long", "a".repeat(300));
    assertRefused(rules("shared (x*)alice@.* = $1"), "A.TEST", "makes no name", "alice");
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
