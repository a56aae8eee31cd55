package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that has proved one user, with the cookie of another's session. */
@DisplayName("Whose request it is, by its connection and by its session:")
final class WhoseRequestIT {
  private static final String PATH = NegotiateTest.PATH;
  private static final String BOB = "bob@" + Realms.MIT_REALM;
  @TempDir static Path folder;

  private static String cookie(Reply reply) {
    return "Cookie: "
        + reply.all("Set-Cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .filter(each -> each.startsWith("JSESSIONID="))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "JETTY_EE11", "TOMCAT_10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName("the connection's user, by NTLM and by Negotiate; the other's session ends, audited")
  void connectionFirst(ContainerKind kind) throws Exception {
    try (ContainerProcess server =
        Site.of(kind, folder, Realms.mitKeytab()).setting("negotiate.keep", "session").start()) {
      Control control = new Control(server.port());
      for (String scheme : List.of("NTLM", "Negotiate")) {
        try (RawHttp alices = new RawHttp(server.port());
            RawHttp bobs = new RawHttp(server.port());
            RawHttp third = new RawHttp(server.port())) {
          String ticket = Realms.mitClient("bob").spnego(NegotiateTest.SERVICE).header();
          String session = cookie(bobs.request("GET", PATH, ticket));
          assertThat(third.request("GET", PATH, session).user()).isEqualTo(BOB);
          assertThat(Site.ntlm("alice").logOn(alices, "GET", PATH, scheme).user())
              .isEqualTo("alice");
          control.drainAudit();

          assertThat(alices.request("GET", PATH, session).user()).as(scheme).isEqualTo("alice");
          assertThat(third.request("GET", PATH, session).status()).as(scheme).isEqualTo(401);
          assertThat(alices.request("GET", PATH).user()).as(scheme).isEqualTo("alice");
          assertThat(control.drainAudit())
              .filteredOn(line -> line.contains("\"reason\":\"session-of-another\""))
              .hasSize(1)
              .allMatch(line -> line.contains("\"account\":\"" + BOB + "\""))
              .allMatch(line -> line.contains("\"event\":\"logout\""));
        }
      }
    }
  }
}
