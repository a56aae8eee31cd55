package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long a logon holds. */
@DisplayName("A logon by Negotiate is kept")
final class KeepIT {
  private static final String PATH = NegotiateTest.PATH;
  @TempDir static Path folder;

  private static ContainerProcess.Options options() throws Exception {
    return Site.of(ContainerKind.TOMCAT_11, folder, Realms.mitKeytab());
  }

  private static Reply withTicket(RawHttp http, String user, String... more) throws Exception {
    String[] lines = new String[more.length + 1];
    lines[0] = Realms.mitClient(user).spnego(NegotiateTest.SERVICE).header();
    System.arraycopy(more, 0, lines, 1, more.length);
    return http.request("GET", PATH, lines);
  }

  private static Optional<String> cookie(Reply reply) {
    return reply.all("Set-Cookie").stream()
        .map(each -> each.split(";", 2)[0])
        .filter(each -> each.startsWith("JSESSIONID="))
        .findFirst();
  }

  @Test
  @DisplayName("per connection: Persistent-Auth says so, other connections have nothing of it")
  void connection() throws Exception {
    try (ContainerProcess server = options().setting("negotiate.keep", "connection").start();
        RawHttp http = new RawHttp(server.port());
        RawHttp other = new RawHttp(server.port())) {
      Reply first = withTicket(http, "alice");
      assertThat(first.header("Persistent-Auth")).contains("true");
      assertThat(http.request("GET", PATH).user()).isEqualTo("alice@" + Realms.MIT_REALM);
      assertThat(other.request("GET", PATH).status()).isEqualTo(401);
      assertThat(withTicket(http, "bob").user()).isEqualTo("bob@" + Realms.MIT_REALM);
      assertThat(http.request("GET", PATH).status())
          .as("it has carried two accounts, and stands for none")
          .isEqualTo(401);
    }
  }

  @Test
  @DisplayName("per connection: not once an operator has revoked it")
  void revoked() throws Exception {
    try (ContainerProcess server = options().start();
        RawHttp http = new RawHttp(server.port())) {
      assertThat(Site.ntlm("alice").logOn(http, "GET", PATH, "NTLM").user()).isEqualTo("alice");
      assertThat(http.request("GET", PATH).user()).isEqualTo("alice");
      String revoked = new Control(server.port()).get("/control/revoke?user=alice");
      assertThat(Integer.parseInt(revoked)).isPositive();
      assertThat(http.request("GET", PATH).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName(
      "defect class 3, session fixation: in the session, whose id changes; one set before is nothing")
  void session() throws Exception {
    try (ContainerProcess server = options().setting("negotiate.keep", "session").start();
        RawHttp victim = new RawHttp(server.port());
        RawHttp attacker = new RawHttp(server.port())) {
      // the attacker's own logon makes a session whose id the victim is made to use
      Reply planted = withTicket(attacker, "bob");
      String fixed = cookie(planted).orElseThrow();

      Reply reply = withTicket(victim, "alice", "Cookie: " + fixed);
      assertThat(reply.user()).isEqualTo("alice@" + Realms.MIT_REALM);
      String own = cookie(reply).orElseThrow();
      assertThat(own).isNotEqualTo(fixed);
      try (RawHttp fresh = new RawHttp(server.port())) {
        assertThat(fresh.request("GET", PATH, "Cookie: " + own).user())
            .isEqualTo("alice@" + Realms.MIT_REALM);
        Reply withOld = fresh.request("GET", PATH, "Cookie: " + fixed);
        assertThat(withOld.user()).isNotEqualTo("alice@" + Realms.MIT_REALM);
      }
    }
  }

  @Test
  @DisplayName("in the session, until it is revoked; another user's token beats it")
  void sessionEnds() throws Exception {
    try (ContainerProcess server = options().setting("negotiate.keep", "session").start();
        RawHttp http = new RawHttp(server.port())) {
      String session = cookie(withTicket(http, "alice")).orElseThrow();
      Reply kept = http.request("GET", PATH, "Cookie: " + session);
      assertThat(kept.user()).isEqualTo("alice@" + Realms.MIT_REALM);
      Reply bob = withTicket(http, "bob", "Cookie: " + session);
      assertThat(bob.user()).isEqualTo("bob@" + Realms.MIT_REALM);
      String next = cookie(bob).orElse(session);
      Control control = new Control(server.port());
      List<String> contexts = control.get("/control/list").lines().toList();
      assertThat(contexts).anyMatch(line -> line.contains("bob@" + Realms.MIT_REALM));
      control.get("/control/revoke?user=bob@" + Realms.MIT_REALM);
      assertThat(http.request("GET", PATH, "Cookie: " + next).status()).isEqualTo(401);
    }
  }
}
