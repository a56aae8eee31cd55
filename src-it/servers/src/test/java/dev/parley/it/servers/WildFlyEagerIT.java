package dev.parley.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.it.support.Built;
import dev.parley.it.support.Jdks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** WARs that have all their jars, deployed by a WildFly that no request comes to. */
@DisplayName("WildFly with eager-filter-initialization")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WildFlyEagerIT {
  private static final List<Variant> VARIANTS =
      List.of(Variant.CORRECT, Variant.UNKNOWN_KEY, Variant.UNMOUNTED);
  private static final Duration LOGGED = Duration.ofMinutes(2);

  private Server server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    WildFly layout = new WildFly(true);
    Disk.mount(Server.disk(folder, Variant.CORRECT));
    Disk.mount(Server.disk(folder, Variant.UNKNOWN_KEY));
    Path java = Jdks.oldest(layout.leastJava()).orElseThrow().java();
    server = Server.prepare(layout, java, folder, VARIANTS);
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
      server.keepLogs(Built.itFolder().resolve("servers/target/logs/WildFlyEagerIT"));
    }
  }

  @Test
  @DisplayName("by the README's line a filter starts, or says why not, before the first request")
  void startsAtDeployment() throws Exception {
    await().atMost(LOGGED).untilAsserted(() -> expectStarts(server.log()));
  }

  private static void expectStarts(String log) {
    assertThat(log)
        .contains("Parley is ready: application /correct, filter parley, realm Example,")
        .contains("of the application /unknown-key does not start")
        .contains(Variant.UNKNOWN_KEY.said())
        .contains("of the application /unmounted does not start")
        .contains(Variant.UNMOUNTED.said());
  }

  @Test
  @DisplayName("a WAR that has all its jars is deployed without a warning of a component")
  void noComponentIsLeftOut() throws Exception {
    assertThat(server.log()).doesNotContain("WFLYEE0007");
  }
}
