package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.NtlmTarget;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MS-NLMP section 2.2.2.1: the names of a server with a users file")
class LocalNamesTest {

  @ParameterizedTest
  @CsvSource({
    "web, WEB",
    "web.example.org, WEB",
    "a-very-long-host-name, A-VERY-LONG-HOS",
    "'', SERVER",
    ".org, SERVER"
  })
  @DisplayName("the NetBIOS name is the first label of the host name, in upper case")
  void netbiosName(String host, String expected) {
    assertThat(LocalNames.netbiosName(host)).isEqualTo(expected);
  }

  @Test
  @DisplayName("without a domain the computer is its own; with one clients are told of the domain")
  void target() {
    NtlmTarget alone = LocalNames.target("");
    assertThat(alone.joined()).isFalse();
    assertThat(alone.netbiosDomain()).isEqualTo(alone.netbiosComputer());
    NtlmTarget joined = LocalNames.target("example");
    assertThat(joined.joined()).isTrue();
    assertThat(joined.netbiosDomain()).isEqualTo("EXAMPLE");
    assertThat(joined.netbiosComputer()).isEqualTo(alone.netbiosComputer());
  }
}
