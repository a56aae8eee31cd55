package dev.parley.negotiate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.identity.PrincipalMapping.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Never two principals to one account")
class OneAccountTest {
  private record Principal(List<String> components, String realm) {}

  // few letters, so that names meet often
  private static final List<String> NAMES =
      List.of("a", "b", "aa", "ab", "null", "a@A", "a/b", "a\\", "\\", "@a", "b@B");
  private static final List<String> REALMS = List.of("A", "B", "a", "b", "aa");
  private static final String[] BEFORE = {"", "", "^", "a", "b/", "\\\\"};
  private static final String[] GROUP = {
    "(.*)", "(a*)", "([^/@]*)", "(a{0}(?=@))?(?:null|)", "(.*@)", "a", ".*"
  };
  private static final String[] AFTER = {"@A", "@B", "@a$", "/a@A", "b@A", "a", "", "@.*"};
  private static final String[] ACCOUNT = {"$1", "$1", "$0", "a", "b", "@", "@A", "/", "-"};

  private final Random random = new Random(20);

  private String one(String[] parts) {
    return parts[random.nextInt(parts.length)];
  }

  private String rule() {
    return switch (random.nextInt(4)) {
      case 0 -> "full";
      case 1 -> "strip " + REALMS.get(random.nextInt(REALMS.size()));
      default -> one(BEFORE) + one(GROUP) + one(AFTER) + " = " + account();
    };
  }

  private String account() {
    StringBuilder text = new StringBuilder(one(ACCOUNT));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(one(ACCOUNT));
    }
    return text.toString();
  }

  private static List<Principal> principals() {
    List<Principal> all = new ArrayList<>();
    for (String realm : REALMS) {
      for (String name : NAMES) {
        all.add(new Principal(List.of(name), realm));
        all.add(new Principal(List.of(name, "a"), realm));
      }
    }
    return all;
  }

  @Test
  @DisplayName("whatever the rules, as long as they are taken and none says shared")
  void property() {
    List<Principal> principals = principals();
    int taken = 0;
    int mapped = 0;
    for (int i = 0; i < 12_000; i++) {
      List<String> rules = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        rules.add(rule());
      }
      PrincipalMapping mapping;
      try {
        mapping = PrincipalMapping.of(rules);
      } catch (IllegalArgumentException e) {
        continue;
      }
      taken++;
      Map<String, Principal> owners = new HashMap<>();
      for (Principal each : principals) {
        if (mapping.map(each.components(), each.realm()) instanceof Account account) {
          mapped++;
          assertThat(owners.put(account.name(), each))
              .as("%s by %s, which has %s", account.name(), rules, each)
              .isNull();
        }
      }
    }
    assertThat(taken).isGreaterThan(1000);
    assertThat(mapped).isGreaterThan(40_000);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a rule that writes a realm between two groups may make a full name")
  @ValueSource(strings = {"(.*)@A = $1@$1", "(.*)@A = $1$0$1"})
  void realmBetweenGroups(String rule) {
    assertThatThrownBy(() -> PrincipalMapping.of(List.of(rule, "full")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may lead two principals to one account");
    assertThat(PrincipalMapping.of(List.of(rule))).isNotNull();
  }

  @Test
  @DisplayName("a group that took no part is not the text null")
  void groupWithoutPart() {
    PrincipalMapping mapping = PrincipalMapping.of(List.of("u(a{0}(?=@))?(?:null|)@A = p$1"));
    assertThat(mapping.map(List.of("u"), "A")).isEqualTo(new Account("p"));
    assertThat(mapping.map(List.of("unull"), "A")).isInstanceOf(PrincipalMapping.NotMapped.class);
  }
}
