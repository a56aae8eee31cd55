package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @DisplayName("A range holds the addresses whose leading bits it has")
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1%eth0, false",
    "::/0, 10.0.0.1, false",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, 10, false",
    "10.0.0.0/8, '', false",
  })
  void contains(String range, String address, boolean in) {
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(in);
  }

  @ParameterizedTest
  @DisplayName("Names, broken addresses and too many bits are refused, and nothing is looked up")
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10",
        "10.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "::1/129",
        "1:2:3",
        "256.1.1.1",
        "abcd"
      })
  void refused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
