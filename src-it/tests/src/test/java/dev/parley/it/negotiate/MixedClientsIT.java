package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.JdkHttp;
import dev.parley.it.support.KeyStores;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 200 clients at once that take Digest, NTLM and Kerberos by turns, make mistakes, and try what is
 * not theirs. {@code -Dmixed.seconds=60} makes it longer than the few seconds of every build.
 */
@DisplayName("No request is served as another's")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MixedClientsIT {
  private static final int CONNECTIONS = 180;
  private static final int STREAMS = 20;
  private static final int SHARED_CONNECTIONS = 2;
  private static final long SECONDS = Long.getLong("mixed.seconds", 5);

  /** How much longer it takes where the machine is too busy to try all in that time. */
  private static final long MORE_SECONDS = 60;

  /** What has to have been served, and what refused, before it ends. */
  private static final Set<String> SERVED =
      Set.of(
          "Digest",
          "NTLM",
          "NTLM, kept",
          "Kerberos",
          "pipelined, Digest",
          "pipelined, Kerberos",
          "HTTP/2, Digest",
          "HTTP/2, Kerberos");

  private static final Set<String> REFUSED =
      Set.of(
          "no credentials",
          "Digest, wrong password",
          "Digest, another's name",
          "NTLM, wrong password",
          "NTLM, another's challenge",
          "NTLM, aborted",
          "Kerberos, replayed",
          "Kerberos, changed",
          "pipelined, after",
          "cut off",
          "HTTP/2, no credentials",
          "HTTP/2, Digest, wrong password",
          "HTTP/2, NTLM");

  private final long seed = System.nanoTime();
  private MixedUsers users;
  private Path keyStore;

  /** One client, with a connection of its own or a share of one. */
  private interface Client {
    void step() throws Exception;
  }

  @BeforeAll
  void users(@TempDir Path folder) throws Exception {
    users = new MixedUsers(new Random(seed));
    keyStore = KeyStores.create(folder);
  }

  @ParameterizedTest
  @EnumSource(names = {"JETTY_EE10", "TOMCAT_11"})
  @DisplayName("by 200 clients of all schemes, wrong passwords, aborted and mixed handshakes")
  void mixed(ContainerKind kind, @TempDir Path folder) throws Exception {
    users.write(folder);
    MixedRun run = new MixedRun(users);
    try (ContainerProcess server =
        Site.of(kind, folder, Realms.mitKeytab())
            .with("keystore", keyStore.toString())
            .setting("negotiate.many-accounts-per-connection", "true")
            .start()) {
      run(run, server);
    }
    assertThat(run.wrongs()).as("of %d answers, seed %d", run.answers(), seed).isEmpty();
    assertThat(run.served()).containsAll(SERVED);
    assertThat(run.refused()).containsAll(REFUSED);
  }

  private void run(MixedRun run, ContainerProcess server) throws Exception {
    List<MixedConnection> connections = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(new MixedConnection(server.port(), run, new Random(seed + i)));
        clients.add(connections.get(i)::step);
      }
      List<JdkHttp> shared = new ArrayList<>();
      for (int i = 0; i < SHARED_CONNECTIONS; i++) {
        shared.add(JdkHttp.secure(Version.HTTP_2, keyStore));
      }
      for (int i = 0; i < STREAMS; i++) {
        JdkHttp http = shared.get(i % SHARED_CONNECTIONS);
        Random random = new Random(seed - 1 - i);
        clients.add(new MixedStream(http, server.securePort(), run, random)::step);
      }
      runAll(clients, run);
    } finally {
      for (MixedConnection each : connections) {
        each.close();
      }
    }
  }

  private static void runAll(List<Client> clients, MixedRun run) throws Exception {
    CyclicBarrier start = new CyclicBarrier(clients.size());
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Client each : clients) {
        running.add(threads.submit(() -> repeat(each, start, run)));
      }
      for (Future<?> each : running) {
        each.get(SECONDS + 2 * MORE_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean complete(MixedRun run) {
    return run.served().containsAll(SERVED) && run.refused().containsAll(REFUSED);
  }

  private static Void repeat(Client client, CyclicBarrier start, MixedRun run) throws Exception {
    start.await(60, TimeUnit.SECONDS);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
    long last = end + TimeUnit.SECONDS.toNanos(MORE_SECONDS);
    for (long now = begin; now < end || now < last && !complete(run); now = System.nanoTime()) {
      try {
        client.step();
      } catch (Exception e) {
        run.wrong("no answer: " + e);
        return null;
      }
    }
    return null;
  }
}
