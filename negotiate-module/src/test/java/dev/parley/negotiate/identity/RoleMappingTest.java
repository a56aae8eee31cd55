package dev.parley.negotiate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoleMappingTest {
  private static final Map<String, List<String>> TABLE =
      Map.of(
          "s-1-5-21-1-2-3-0512",
          List.of("admin", "user"),
          "EXAMPLE\\Staff",
          List.of("user"),
          "auditors",
          List.of("audit"));

  @Test
  @DisplayName("SIDs by value, names without regard to case; a group outside of the table is none")
  void roles() {
    RoleMapping mapping = new RoleMapping(TABLE, false);
    assertThat(mapping.roles(List.of("S-1-5-21-1-2-3-512"))).containsExactly("admin", "user");
    assertThat(mapping.roles(List.of("example\\STAFF", "AUDITORS", "OTHER\\staff", "staff")))
        .containsExactly("user", "audit");
    assertThat(mapping.roles(List.of("S-1-5-21-1-2-3-513"))).isEmpty();
    assertThat(RoleMapping.NONE.roles(List.of("S-1-5-21-1-2-3-512"))).isEmpty();
  }

  @Test
  @DisplayName("By setting, groups outside of the table are roles by their own text")
  void keepUnmapped() {
    RoleMapping mapping = new RoleMapping(TABLE, true);
    assertThat(mapping.roles(List.of("S-1-5-21-1-2-3-512", "S-1-5-21-1-2-3-513")))
        .containsExactly("admin", "user", "S-1-5-21-1-2-3-513");
  }

  @Test
  @DisplayName("SIDs by value as well as by text; two spellings of one group add up")
  void sids() {
    RoleMapping mapping =
        new RoleMapping(Map.of("S-1-1-0", List.of("one"), "s-1-01-0", List.of("two")), false);
    assertThat(mapping.rolesOfSids(List.of(Sid.of(1, 0), Sid.of(5, 7))))
        .containsExactlyInAnyOrder("one", "two");
    assertThat(mapping.roles(List.of("S-1-1-0"))).containsExactlyInAnyOrder("one", "two");
    assertThat(new RoleMapping(Map.of(), true).rolesOfSids(List.of(Sid.of(5, 7))))
        .containsExactly("S-1-5-7");
  }
}
