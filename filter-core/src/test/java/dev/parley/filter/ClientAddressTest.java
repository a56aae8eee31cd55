package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Problem;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private static String of(String header, String peer, String... lines) {
    List<Problem> problems = new ArrayList<>();
    Settings settings =
        SettingsTable.of(List.of())
            .read(
                Map.of("forwarded-header", header, "trusted-proxies", "10.0.0.0/8, ::1"), problems);
    assertThat(problems).isEmpty();
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                ClientAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> peer;
                      case "getHeaders" -> Collections.enumeration(List.of(lines));
                      default -> throw new AssertionError(method.getName());
                    });
    return new ClientAddress(settings).of(request);
  }

  @ParameterizedTest(name = "{0} after {1} is {2}")
  @DisplayName(
      "X-Forwarded-For: the last address that is no trusted proxy's, of a trusted peer only")
  @CsvSource({
    "10.0.0.1, '203.0.113.9', 203.0.113.9",
    "10.0.0.1, '6.6.6.6, 203.0.113.9', 203.0.113.9",
    "10.0.0.1, '203.0.113.9, 10.0.0.2', 203.0.113.9",
    "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
    "10.0.0.1, '203.0.113.9:1234', 203.0.113.9",
    "10.0.0.1, '[2001:db8::1]:1234', 2001:db8::1",
    "10.0.0.1, '2001:db8::1', 2001:db8::1",
    "10.0.0.1, '203.0.113.9, unknown', 10.0.0.1",
    "10.0.0.1, '', 10.0.0.1",
    "::1, '203.0.113.9', 203.0.113.9",
    "192.0.2.1, '203.0.113.9', 192.0.2.1",
  })
  void xForwardedFor(String peer, String line, String client) {
    assertThat(of("x-forwarded-for", peer, line)).isEqualTo(client);
    assertThat(of("none", peer, line)).isEqualTo(peer);
  }

  @Test
  @DisplayName("Several field lines are one list")
  void lines() {
    assertThat(of("x-forwarded-for", "10.0.0.1", "6.6.6.6", "203.0.113.9, 10.0.0.2"))
        .isEqualTo("203.0.113.9");
    assertThat(of("x-forwarded-for", "10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("RFC 7239: the for parameter, quoted or not, with port or not")
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9 | 203.0.113.9",
        "For=\"203.0.113.9:47011\";proto=https | 203.0.113.9",
        "proto=https;for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
        "for=6.6.6.6, for=203.0.113.9;by=10.0.0.1 | 203.0.113.9",
        "for=203.0.113.9;host=\"a,for=6.6.6.6\" | 203.0.113.9",
        "for=203.0.113.9;host=\"a;for=6.6.6.6\" | 203.0.113.9",
        "host=\"a\\\",for=6.6.6.6\";for=203.0.113.9 | 203.0.113.9",
        "for=\"203.0.113.9 | 10.0.0.1",
        "for=203.0.113.9;for=6.6.6.6 | 10.0.0.1",
        "for=\"203.0.\"113.9 | 10.0.0.1",
        "for=_hidden | 10.0.0.1",
        "proto=https | 10.0.0.1",
      })
  void forwarded(String line, String client) {
    assertThat(of("forwarded", "10.0.0.1", line)).isEqualTo(client);
  }
}
