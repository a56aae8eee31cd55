package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 200 wrong passwords at once with an authority that does not answer: the requests of clients that
 * are known go on. How long they take is printed, and nothing depends on it.
 */
@DisplayName("A slow authority")
final class SlowAuthorityIT {
  private static final String TARGET = "/protected/x";
  private static final int FLOOD = 200;
  private static final int KEPT = 400;
  private static final Duration LONG = Duration.ofMinutes(5);

  /** A connection on which a wrong password waits for its answer. */
  private record Guess(RawHttp http, Thread reader) {}

  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

  private static ContainerProcess start(ContainerKind kind) {
    ContainerProcess.Options options =
        ContainerProcess.of(kind)
            .setting("lockout-failures", "5")
            .setting("authority-deadline", "5m")
            .setting("digest.nonce-lifetime", "1h");
    if (kind == ContainerKind.UNDERTOW) {
      // It has 16 threads where there are two processors.
      options
          .setting("logons-per-address", "4")
          .setting("waiters-per-account", "6")
          .setting("waiters-per-address", "8");
    }
    return options.start();
  }

  /** Sends wrong passwords, each on a connection and to a challenge of its own. */
  private List<Guess> flood(ContainerProcess server, IntFunction<String> users) throws Exception {
    List<Guess> guesses = new ArrayList<>();
    for (int i = 0; i < FLOOD; i++) {
      RawHttp http = new RawHttp(server.port()).patience(LONG);
      Digest digest = Digest.answering(http.request("GET", TARGET), users.apply(i), "wrong");
      http.send(http.head("GET", TARGET, List.of(digest.answer("GET", TARGET))));
      Thread reader =
          new Thread(
              () -> {
                try {
                  replies.add(http.read(false));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      reader.start();
      guesses.add(new Guess(http, reader));
    }
    return guesses;
  }

  private static Digest logOn(RawHttp http, String user) throws Exception {
    Digest digest = Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD);
    assertThat(http.request("GET", TARGET, digest.answer("GET", TARGET)).user()).isEqualTo(user);
    return digest;
  }

  /** Requests of a client that is known; prints how long they took. */
  private static void kept(RawHttp http, Digest digest, String user, String when) throws Exception {
    long[] nanos = new long[KEPT];
    for (int i = 0; i < KEPT; i++) {
      long start = System.nanoTime();
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      nanos[i] = System.nanoTime() - start;
      assertThat(reply.user()).isEqualTo(user);
    }
    Arrays.sort(nanos);
    System.out.printf(
        "kept requests %s: median %.1f ms, 95th percentile %.1f ms, longest %.1f ms%n",
        when, nanos[KEPT / 2] / 1e6, nanos[KEPT * 95 / 100] / 1e6, nanos[KEPT - 1] / 1e6);
  }

  /** One flood, of which at most so many logons are held until the authority goes on. */
  private void flood(ContainerKind kind, int most, IntFunction<String> users) throws Exception {
    try (ContainerProcess server = start(kind);
        RawHttp http = new RawHttp(server.port()).patience(LONG)) {
      Control control = new Control(server.port());
      Digest digest = logOn(http, "user-kept");
      kept(http, digest, "user-kept", "on " + kind + " before the flood");
      control.authority("mode=hold");
      List<Guess> guesses = flood(server, users);
      Awaitility.await().atMost(LONG).until(() -> replies.size() >= FLOOD - most);
      assertThat(replies).extracting(Reply::status).containsOnly(503);
      assertThat(replies).allSatisfy(each -> assertThat(each.header("Retry-After")).contains("10"));
      kept(http, digest, "user-kept", "on " + kind + " while " + most + " logons are held");
      assertThat(replies).extracting(Reply::status).containsOnly(503);
      assertThat(control.counter("refused.TOO_MANY_LOGONS"))
          .isBetween((long) FLOOD - most, (long) FLOOD - 1);
      control.authority("mode=normal");
      for (Guess each : guesses) {
        each.reader().join();
        each.http().close();
      }
      assertThat(replies).filteredOn(each -> each.status() == 401).hasSizeBetween(1, most);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName("200 wrong passwords for one account hold few threads, and no kept context waits")
  void oneAccount(ContainerKind kind) throws Exception {
    flood(kind, kind == ContainerKind.UNDERTOW ? 4 + 6 : 4 + 16, i -> "user-guessed");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerKind.class,
      names = {"JETTY_EE10", "TOMCAT_11", "UNDERTOW"})
  @DisplayName("200 wrong passwords for 200 accounts hold few threads, and no kept context waits")
  void manyAccounts(ContainerKind kind) throws Exception {
    flood(kind, kind == ContainerKind.UNDERTOW ? 4 + 8 : 8 + 48, i -> "user-guessed-" + i);
  }
}
