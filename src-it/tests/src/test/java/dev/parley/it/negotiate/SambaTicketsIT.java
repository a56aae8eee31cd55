package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.SambaDomain;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets with a PAC, from an Active Directory domain. */
@DisplayName("A ticket of Active Directory")
final class SambaTicketsIT extends NegotiateTest {
  @Override
  Path[] keytabs() throws Exception {
    return new Path[] {Realms.sambaKeytab()};
  }

  @Override
  ContainerProcess.Options configure(ContainerProcess.Options options) throws Exception {
    SambaDomain domain = Realms.samba();
    // alice is in printers by two other groups
    return options.setting(
        "negotiate.roles-by-group",
        domain.sid("printers") + " = admin; " + domain.sid("bob") + " = user");
  }

  private static Reply get(RawHttp http, String user, String path) throws Exception {
    return http.request("GET", path, Realms.sambaClient(user).spnego(SERVICE).header());
  }

  @Test
  @DisplayName("gives the roles of groups, nested ones too, and of the user's own SID")
  void groups() throws Exception {
    try (RawHttp http = connect()) {
      Reply alice = get(http, "alice", "/admin/x");
      assertThat(alice.status()).isEqualTo(200);
      assertThat(alice.user()).isEqualTo("alice@EXAMPLE.TEST");
      assertThat(alice.header("X-Role-Admin")).contains("true");
      assertThat(get(http, "bob", "/admin/x").status()).isEqualTo(403);
      Reply bob = get(http, "bob", PATH);
      assertThat(bob.header("X-Role-User")).contains("true");
      assertThat(bob.header("X-Role-Admin")).contains("false");
    }
  }

  @Test
  @DisplayName("with letters of any alphabet in the name arrives with them")
  void anyLetters(@TempDir Path temp) throws Exception {
    Path tickets = temp.resolve("tickets");
    Realms.samba().kinit("jürgen", "Jürgen-Пароль1", tickets);
    String url = "http://localhost:" + container.port() + PATH;
    String answer =
        Command.of("curl", "-sS", "--fail", "--negotiate", "-u", ":", url)
            .with(Realms.samba().environment(tickets))
            .run()
            .expectSuccess();
    assertThat(answer).contains("user=jürgen@EXAMPLE.TEST");
  }

  @Test
  @DisplayName("for a second service of the same keys (web.example.test) is let in")
  void secondService() throws Exception {
    String name = "web.example.test:" + container.port();
    Command.Result curl =
        Command.of(
                "curl",
                "-sS",
                "--fail",
                "--negotiate",
                "-u",
                ":",
                "--resolve",
                name + ":127.0.0.1",
                "http://" + name + PATH)
            .with(Realms.samba().environment(Realms.tickets(Realms.samba(), "alice")))
            .run();
    assertThat(curl.expectSuccess()).contains("user=alice@EXAMPLE.TEST");
  }

  @Test
  @DisplayName("of another realm, whose keys are not here, is refused")
  void otherRealm() throws Exception {
    try (RawHttp http = connect()) {
      assertThat(withTicket(http, "alice").status()).isEqualTo(401);
    }
  }
}
