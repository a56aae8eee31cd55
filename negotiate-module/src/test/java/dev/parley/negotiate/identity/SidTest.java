package dev.parley.negotiate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidTest {

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("MS-DTYP section 2.4.2.1: one text for each SID, however it was written")
  @CsvSource({
    "S-1-5-21-1-2-3-512, S-1-5-21-1-2-3-512",
    "s-1-5-021-1-2-3-0512, S-1-5-21-1-2-3-512",
    "' S-1-1-0 ', S-1-1-0",
    "S-1-0x000000000005-32-544, S-1-5-32-544",
    "S-1-0x010000000000-7, S-1-0x010000000000-7",
    "S-1-1099511627776-7, S-1-0x010000000000-7",
    "S-1-5-21-4294967295, S-1-5-21-4294967295",
  })
  void canonical(String written, String text) {
    assertThat(Sid.parse(written)).map(Sid::toString).hasValue(text);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Other texts are no SIDs")
  @ValueSource(
      strings = {
        "",
        "S-1-5",
        "S-2-5-1",
        "S-1-5-4294967296",
        "S-1-281474976710656-1",
        "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
        "S-1-5--1",
        "S-1-5-1-",
        "EXAMPLE\\staff",
      })
  void others(String text) {
    assertThat(Sid.parse(text)).isEmpty();
  }

  @Test
  @DisplayName("A relative identifier is unsigned, and there is room for fifteen parts")
  void relative() {
    Sid domain = Sid.of(5, 21, 1, 2, 3);
    assertThat(domain.withRelativeId(-1)).map(Sid::toString).hasValue("S-1-5-21-1-2-3-4294967295");
    Optional<Sid> sid = Optional.of(domain);
    for (int i = 0; i < 11; i++) {
      sid = sid.orElseThrow().withRelativeId(i);
    }
    assertThat(sid).isPresent();
    assertThat(sid.orElseThrow().withRelativeId(1)).isEmpty();
    assertThat(sid).isEqualTo(Sid.parse(sid.orElseThrow().toString())).isNotEqualTo(domain);
  }
}
