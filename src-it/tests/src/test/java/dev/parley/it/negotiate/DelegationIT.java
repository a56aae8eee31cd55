package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.MitKdc;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Jdks;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Credentials that a client forwards (RFC 4121 section 4.1.1.1): the application of the first
 * service calls a second one with JGSS, which is a filter too.
 */
@DisplayName("Forwarded credentials")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DelegationIT {
  private static final String FIRST = "HTTP/web.example.test";
  private static final String NONE = "no credentials";
  @TempDir static Path folder;
  private ContainerProcess second;

  @BeforeAll
  void start() throws Exception {
    second = Site.of(ContainerKind.JETTY_EE10, folder, Realms.mitKeytab()).start();
  }

  @AfterAll
  void stop() {
    if (second != null) {
      second.close();
    }
  }

  private static ContainerProcess.Options first(boolean delegation) throws Exception {
    return Site.of(ContainerKind.TOMCAT_11, folder, Realms.mitKeytab())
        .setting("kerberos.delegation", Boolean.toString(delegation))
        // for JGSS, with which the application goes on
        .jvm("-Djava.security.krb5.conf=" + Realms.mit().krb5Conf());
  }

  /** What the second service said to the application of the first. */
  private String onward(ContainerProcess first, JgssClient.Logon logon) throws Exception {
    try (RawHttp http = new RawHttp(first.port())) {
      Reply reply = http.request("GET", "/protected/onward?port=" + second.port(), logon.header());
      assertThat(reply.status()).isEqualTo(200);
      return reply.body().strip();
    }
  }

  private List<String> logonsOfSecond() throws Exception {
    return new Control(second.port())
        .drainAudit().stream().filter(line -> line.contains("\"event\":\"logon\"")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"on the JDK of the tests", "on a JDK newer than 17"})
  @DisplayName("let the application log on to another service as the user")
  void forwarded(String where) throws Exception {
    ContainerProcess.Options options = first(true);
    if (where.contains("newer")) { // impersonation goes by Subject.callAs there
      Optional<Jdks.Jdk> newest = Jdks.newest(18, Integer.MAX_VALUE);
      assumeTrue(newest.isPresent(), "there is none on this machine");
      options.java(newest.orElseThrow().java());
    }
    logonsOfSecond();
    try (ContainerProcess first = options.start()) {
      for (String user : List.of("alice", "bob")) {
        String name = user + "@" + Realms.MIT_REALM;
        JgssClient client = Realms.mitClient(user);
        assertThat(onward(first, client.delegating(FIRST))).isEqualTo("200 GET user=" + name);
        assertThat(logonsOfSecond()).hasSize(1).allMatch(line -> line.contains(name));
      }
    }
  }

  @Test
  @DisplayName("are only there when the client sent them, which takes a forwardable ticket")
  void notForwarded() throws Exception {
    MitKdc kdc = Realms.mit();
    Path tickets = folder.resolve("not-forwardable");
    kdc.kinit("alice", Realms.password("alice"), tickets, "-F");
    logonsOfSecond();
    try (ContainerProcess first = first(true).start()) {
      assertThat(onward(first, Realms.mitClient("alice").spnego(FIRST))).isEqualTo(NONE);
      JgssClient unable = JgssClient.of(kdc, tickets);
      assertThat(onward(first, unable.delegating(FIRST))).isEqualTo(NONE);
      assertThat(logonsOfSecond()).isEmpty();
    }
  }

  @Test
  @DisplayName("are left unread without kerberos.delegation; the user is let in all the same")
  void switchedOff() throws Exception {
    logonsOfSecond();
    try (ContainerProcess first = first(false).start()) {
      assertThat(onward(first, Realms.mitClient("alice").delegating(FIRST))).isEqualTo(NONE);
      assertThat(logonsOfSecond()).isEmpty();
    }
  }
}
