package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.realm.SambaDomain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests of this package stand on. */
@DisplayName("A private realm")
final class RealmsIT {

  @Test
  @DisplayName("of MIT gives tickets for several services and key versions, and leaves nothing")
  void mit(@TempDir Path temp) throws Exception {
    Optional<String> missing = MitKdc.missing();
    assumeTrue(missing.isEmpty(), () -> "no program " + missing.orElseThrow());
    Path folder;
    try (MitKdc kdc = MitKdc.start("MIT.TEST")) {
      folder = kdc.folder();
      kdc.addUser("alice", "Alice-Pw1");
      kdc.addService("HTTP/localhost");
      kdc.addService("HTTP/web.example.test");
      Path old = kdc.exportKeys(temp.resolve("old.keytab"), "HTTP/localhost");
      kdc.changeKey("HTTP/localhost");
      Path keytab =
          kdc.exportKeys(temp.resolve("all.keytab"), "HTTP/localhost", "HTTP/web.example.test");
      Path tickets = temp.resolve("alice");
      kdc.kinit("alice", "Alice-Pw1", tickets);
      assertThat(kdc.kvno(tickets, "HTTP/localhost")).contains("kvno = 2");
      assertThat(kdc.kvno(tickets, "HTTP/web.example.test")).contains("kvno = 1");
      assertThat(decrypts(kdc, tickets, keytab)).contains("keytab entry valid");
      assertThat(decrypts(kdc, tickets, old)).contains("keytab entry invalid");
      assertThatThrownBy(() -> kdc.kinit("alice", "wrong", temp.resolve("none")))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> kdc.addUser("alice", "again")).isInstanceOf(AssertionError.class);
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  @DisplayName("of Samba gives tickets to users with any letters and none to a disabled one")
  void samba(@TempDir Path temp) throws Exception {
    SambaDomain domain = Realms.samba();
    domain.kinit("jürgen", "Jürgen-Пароль1", temp.resolve("juergen"));
    Path tickets = temp.resolve("alice");
    domain.kinit("alice", "Alice-Pw1", tickets);
    assertThat(domain.kvno(tickets, "HTTP/localhost")).contains("kvno =");
    Path keytab = Realms.sambaKeytab();
    assertThat(Files.size(keytab)).isPositive();
    String answer =
        Command.of("kvno", "-k", keytab.toString(), "HTTP/localhost", "HTTP/web.example.test")
            .with(domain.environment(tickets))
            .run()
            .expectSuccess();
    assertThat(answer.lines().filter(line -> line.contains("entry valid"))).hasSize(2);
    assertThatThrownBy(() -> domain.kinit("dora", "Dora-Pw1", temp.resolve("none")))
        .hasMessageContaining("revoked");
  }

  private static String decrypts(MitKdc kdc, Path tickets, Path keytab) throws Exception {
    return Command.of("kvno", "-k", keytab.toString(), "HTTP/localhost")
        .with(kdc.environment(tickets))
        .run()
        .output();
  }
}
