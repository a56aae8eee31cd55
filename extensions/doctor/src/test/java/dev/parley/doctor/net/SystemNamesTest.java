package dev.parley.doctor.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of this machine")
class SystemNamesTest {

  @Test
  @DisplayName("localhost has a loopback address; a name of RFC 6761 that never is has none")
  void addresses() {
    SystemNames names = new SystemNames();
    assertThat(names.addresses("localhost")).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    assertThat(names.addresses("nowhere.invalid")).isEmpty();
  }

  @Test
  @DisplayName("RFC 1035 section 3.5, RFC 3596 section 2.5: the name of an address")
  void reverse() throws Exception {
    assertThat(SystemNames.reverseName(InetAddress.getByName("192.0.2.7").getAddress()))
        .isEqualTo("7.2.0.192.in-addr.arpa");
    assertThat(SystemNames.reverseName(InetAddress.getByName("2001:db8::1").getAddress()))
        .isEqualTo("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  }
}
