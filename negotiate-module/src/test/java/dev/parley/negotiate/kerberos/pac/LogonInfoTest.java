package dev.parley.negotiate.kerberos.pac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.pac.LogonInfo.ExtraSid;
import dev.parley.negotiate.kerberos.pac.LogonInfo.Group;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MS-PAC 2.5: by which SIDs something is allowed to a user")
class LogonInfoTest {
  private static final Sid DOMAIN = Sid.parse("S-1-5-21-1-2-3").orElseThrow();
  private static final Sid RESOURCES = Sid.parse("S-1-5-21-7-8-9").orElseThrow();
  private static final int BOTH = LogonInfo.EXTRA_SIDS | LogonInfo.RESOURCE_GROUPS;

  /** Mandatory, enabled by default, enabled. */
  private static final int USUAL = 7;

  private static final int DENY_ONLY = 0x10;

  private int userId = 1100;
  private int primaryGroupId = 513;
  private int userFlags = BOTH;
  private List<Group> groups = List.of(new Group(513, USUAL));
  private List<ExtraSid> extraSids = List.of();
  private List<Group> resourceGroups = List.of();

  private List<String> sids() {
    LogonInfo info =
        new LogonInfo(
            0,
            "alice",
            "",
            "DC1",
            "EXAMPLE",
            userId,
            primaryGroupId,
            groups,
            userFlags,
            0x10,
            DOMAIN,
            extraSids,
            RESOURCES,
            resourceGroups);
    return info.sids().stream().map(Sid::toString).toList();
  }

  private static ExtraSid extra(String sid, int attributes) {
    return new ExtraSid(Sid.parse(sid).orElseThrow(), attributes);
  }

  @ParameterizedTest(name = "attributes 0x{0}: {1}")
  @CsvSource({
    "7, true",
    "4, true",
    "20000007, true",
    "f, true",
    "0, false",
    "1, false",
    "2, false",
    "3, false",
    "20000000, false",
    "10, false",
    "14, false",
    "17, false",
    "20000017, false"
  })
  @DisplayName("a group counts when it is enabled and not for denying only, in all three lists")
  void attributes(String hex, boolean counts) {
    int attributes = Integer.parseUnsignedInt(hex, 16);
    groups = List.of(new Group(513, USUAL), new Group(1200, attributes));
    extraSids = List.of(extra("S-1-5-21-4-5-6-1300", attributes));
    resourceGroups = List.of(new Group(1400, attributes));
    List<String> always = List.of("S-1-5-21-1-2-3-1100", "S-1-5-21-1-2-3-513");
    List<String> counted =
        List.of("S-1-5-21-1-2-3-1200", "S-1-5-21-4-5-6-1300", "S-1-5-21-7-8-9-1400");
    assertThat(sids()).containsAll(always);
    if (counts) {
      assertThat(sids()).containsAll(counted).hasSize(5);
    } else {
      assertThat(sids()).hasSize(2);
    }
  }

  @Test
  @DisplayName("the primary group is as its entry in the list says, and counts without an entry")
  void primary() {
    String primary = "S-1-5-21-1-2-3-513";
    groups = List.of(new Group(513, DENY_ONLY));
    assertThat(sids()).doesNotContain(primary);
    groups = List.of(new Group(513, 3));
    assertThat(sids()).doesNotContain(primary);
    groups = List.of();
    assertThat(sids()).contains(primary);
    primaryGroupId = 0;
    assertThat(sids()).containsExactly("S-1-5-21-1-2-3-1100");
  }

  @Test
  @DisplayName("a group that one list has for denying only is not brought back by another")
  void twice() {
    String group = "S-1-5-21-1-2-3-1200";
    groups = List.of(new Group(1200, DENY_ONLY));
    extraSids = List.of(extra(group, USUAL));
    assertThat(sids()).doesNotContain(group);
    groups = List.of(new Group(1200, USUAL));
    extraSids = List.of(extra(group, DENY_ONLY | 4));
    assertThat(sids()).doesNotContain(group);
    userFlags = 0;
    assertThat(sids()).as("a list that is not there says nothing").contains(group);
  }

  @Test
  @DisplayName("user 0 is the first extra SID, whose attributes matter only when they deny")
  void foreignUser() {
    userId = 0;
    groups = List.of();
    primaryGroupId = 0;
    extraSids = List.of(extra("S-1-5-21-4-5-6-1300", 0), extra("S-1-18-1", USUAL));
    assertThat(sids()).containsExactly("S-1-5-21-4-5-6-1300", "S-1-18-1");
    extraSids = List.of(extra("S-1-5-21-4-5-6-1300", DENY_ONLY), extra("S-1-18-1", USUAL));
    assertThat(sids()).containsExactly("S-1-18-1");
  }
}
