package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.SambaDomain;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in tickets of real KDCs that are not the account's, or of which no KDC says whose. */
@DisplayName("The name in a ticket")
final class TicketNamesIT {
  private static final String PATH = NegotiateTest.PATH;
  private static final String ADMIN = "/admin/x";
  private static final String SERVICE = NegotiateTest.SERVICE;
  @TempDir static Path folder;

  private static ContainerProcess.Options options(Path... keytabs) throws Exception {
    return Site.of(ContainerKind.JETTY_EE10, folder, keytabs);
  }

  /** The administrator root, who is no user of the domain. */
  private static Path adminsFile() throws Exception {
    String ha1 = Digest.h("SHA-256", "root:it:Another-Pw1");
    Path users = folder.resolve("admins.json");
    Files.writeString(
        users,
        """
        {"format": "parley-users", "version": 1, "users": [
          {"name": "root", "roles": ["admin"],
           "keys": [{"realm": "it", "algorithm": "SHA-256", "ha1": "%s"}]}]}"""
            .formatted(ha1));
    return users;
  }

  private static ContainerProcess.Options stripping() throws Exception {
    return options(Realms.sambaKeytab())
        .setting("users-file", adminsFile().toString())
        // the users of that file have no NT hashes
        .setting("negotiate.schemes", "negotiate")
        .setting("negotiate.mechanisms", "kerberos")
        .setting("kerberos.principal-mapping", "strip " + SambaDomain.REALM);
  }

  /** Sends a fresh ticket of a user who was logged on by a name of his choice. */
  private static Reply send(
      RawHttp http, ClientRealm realm, Path tickets, String service, String path) throws Exception {
    String header = JgssClient.of(realm, tickets).spnego(service).header();
    return http.request("GET", path, header);
  }

  private static Path kinit(String name, String account, String... options) throws Exception {
    Path tickets = Files.createTempFile(folder, "tickets", "");
    Realms.samba().kinit(name, Realms.password(account), tickets, options);
    return tickets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", "Root"})
  @DisplayName("MS-KILE 3.3.5.3: root$ asks as root, without a PAC, and is not the admin root")
  void dollarTicketWithoutPac(String name) throws Exception {
    try (ContainerProcess server = stripping().start();
        RawHttp http = new RawHttp(server.port())) {
      Path tickets = kinit(name, "root", "--no-request-pac");
      for (String path : List.of(PATH, ADMIN)) {
        assertThat(send(http, Realms.samba(), tickets, SERVICE, path).status()).isEqualTo(401);
      }
      assertThat(new Control(server.port()).drainAudit())
          .filteredOn(line -> line.contains("\"reason\":\"pac-missing\""))
          .hasSize(2)
          .allMatch(line -> line.contains("\"account\":\"" + name + "@EXAMPLE.TEST\""))
          .allMatch(line -> line.contains("kerberos.realms-without-pac"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", "root$"})
  @DisplayName("CVE-2020-25719: with a PAC root$ is root$, whatever name it asks by")
  void dollarTicketWithPac(String name) throws Exception {
    try (ContainerProcess server = stripping().start();
        RawHttp http = new RawHttp(server.port())) {
      Path tickets = kinit(name, "root");
      assertThat(send(http, Realms.samba(), tickets, SERVICE, PATH).user()).isEqualTo("root$");
      assertThat(send(http, Realms.samba(), tickets, SERVICE, ADMIN).status()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("of a KDC that puts no accounts into its PACs (MIT 1.20) counts as it is")
  void minimalPac() throws Exception {
    try (ContainerProcess server = options(Realms.mitKeytab()).start();
        RawHttp http = new RawHttp(server.port())) {
      Path tickets = Realms.tickets(Realms.mit(), "alice");
      assertThat(send(http, Realms.mit(), tickets, SERVICE, PATH).user())
          .isEqualTo("alice@MIT.TEST");
      Path without = Files.createTempFile(folder, "tickets", "");
      Realms.mit().kinit("alice", Realms.password("alice"), without, "--no-request-pac");
      assertThat(send(http, Realms.mit(), without, SERVICE, PATH).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("without a PAC counts where kerberos.realms-without-pac names the client's realm")
  void realmsWithoutPac() throws Exception {
    Path[] keytabs = {
      Realms.mitKeytab(),
      Realms.keytabWithoutPac(Realms.mit()),
      Realms.sambaKeytab(),
      Realms.keytabWithoutPac(Realms.samba())
    };
    for (boolean listed : List.of(true, false)) {
      ContainerProcess.Options options = options(keytabs);
      if (listed) {
        options.setting("kerberos.realms-without-pac", Realms.MIT_REALM);
      }
      try (ContainerProcess server = options.start();
          RawHttp http = new RawHttp(server.port())) {
        List<Integer> statuses = new ArrayList<>();
        for (ClientRealm realm : List.of(Realms.mit(), Realms.samba())) {
          Path tickets = Realms.tickets(realm, "alice");
          statuses.add(send(http, realm, tickets, SERVICE, PATH).status());
          statuses.add(send(http, realm, tickets, Realms.WITHOUT_PAC, PATH).status());
        }
        assertThat(statuses).containsExactly(200, listed ? 200 : 401, 200, 401);
      }
    }
  }

  @Test
  @DisplayName("is one of many: all that a domain controller takes for one account have one share")
  void oneShare() throws Exception {
    try (ContainerProcess server =
            options(Realms.sambaKeytab())
                .setting("kerberos.replay-cache-max", "1000")
                .setting("kerberos.replay-cache-share", "1")
                .start();
        RawHttp http = new RawHttp(server.port())) {
      List<Path> spellings =
          List.of(
              kinit("alice", "alice"),
              kinit("ALICE", "alice"),
              kinit("aLiCe", "alice"),
              kinit("alice@example.test", "alice", "-E"));
      for (int i = 0; i < 10; i++) {
        Path tickets = spellings.get(i % spellings.size());
        assertThat(send(http, Realms.samba(), tickets, SERVICE, PATH).user())
            .isEqualTo("alice@EXAMPLE.TEST");
      }
      for (Path tickets : spellings) {
        assertThat(send(http, Realms.samba(), tickets, SERVICE, PATH).status()).isEqualTo(401);
      }
      assertThat(new Control(server.port()).drainAudit())
          .filteredOn(line -> line.contains("\"reason\":\"replay-cache-share-full\""))
          .hasSize(4);
      Path bobs = Realms.tickets(Realms.samba(), "bob");
      assertThat(send(http, Realms.samba(), bobs, SERVICE, PATH).user())
          .isEqualTo("bob@EXAMPLE.TEST");
    }
  }
}
