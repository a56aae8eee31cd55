package dev.parley.it.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lockout and throttle")
final class LockoutIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options
        .setting("lockout-failures", "3")
        .setting("lockout-pause", "2s")
        .setting("digest.unknown-nonce-rate", "10");
  }

  private static Reply tryPassword(RawHttp http, String user, String password) throws Exception {
    Digest digest = Digest.answering(http.request("GET", TARGET), user, password);
    return http.request("GET", TARGET, digest.answer("GET", TARGET));
  }

  @Test
  @DisplayName("CVE-2026-43513 (Tomcat): no spelling of the name evades the lockout")
  void cve202643513() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      String[] spellings = {
        user,
        user.toUpperCase(java.util.Locale.ROOT),
        "EXAMPLE\\" + user,
        user + "@example.test",
        // a full-width u, as UTF-8 octets
        new String(("\uff55" + user.substring(1)).getBytes(UTF_8), ISO_8859_1)
      };
      for (String spelling : spellings) {
        assertThat(tryPassword(http, spelling, "wrong").status()).isEqualTo(401);
      }
      long before = control.counter("authorityQuestions");
      for (String spelling : spellings) {
        assertThat(tryPassword(http, spelling, Client.PASSWORD).status()).isEqualTo(401);
      }
      assertThat(control.counter("authorityQuestions")).isEqualTo(before);
      assertThat(control.counter("refused.LOCKED_OUT")).isPositive();
    }
  }

  /** Answers to challenges of their own, on connections of their own, at the same time. */
  private List<Integer> atOnce(int connections, String user, String password) throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    List<RawHttp> open = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(connections);
    control.authority("mode=late&millis=200");
    try {
      for (int i = 0; i < connections; i++) {
        RawHttp http = connect();
        open.add(http);
        Digest digest = Digest.answering(http.request("GET", TARGET), user, password);
        tasks.add(() -> http.request("GET", TARGET, digest.answer("GET", TARGET)).status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> each : executor.invokeAll(tasks)) {
        statuses.add(each.get());
      }
      return statuses;
    } finally {
      control.authority("mode=normal");
      executor.shutdownNow();
      for (RawHttp each : open) {
        each.close();
      }
    }
  }

  @Test
  @DisplayName("guesses that come at once are tried as often as one after the other")
  void guessesAtOnce() throws Exception {
    long before = control.counter("authorityQuestions");
    String user = freshUser();
    assertThat(atOnce(16, user, "wrong")).containsOnly(401);
    assertThat(control.counter("authorityQuestions") - before).isEqualTo(3);
  }

  @Test
  @DisplayName("right answers that come at once are all let in, by one question to the authority")
  void rightAtOnce() throws Exception {
    long before = control.counter("authorityQuestions");
    String user = freshUser();
    assertThat(atOnce(16, user, Client.PASSWORD)).containsOnly(200);
    assertThat(control.counter("authorityQuestions") - before).isEqualTo(1);
  }

  @Test
  @DisplayName("right, wrong, right, wrong: a right answer ends the row, on whatever connection")
  void alternating() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 10; i++) {
        assertThat(tryPassword(http, user, "wrong").status()).isEqualTo(401);
        Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
        assertThat(reply.user()).isEqualTo(user);
      }
      assertThat(tryPassword(http, user, Client.PASSWORD).user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("a lockout ends")
  void ends() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      for (int i = 0; i < 3; i++) {
        tryPassword(http, user, "wrong");
      }
      assertThat(tryPassword(http, user, Client.PASSWORD).status()).isEqualTo(401);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(tryPassword(http, user, Client.PASSWORD).user()).isEqualTo(user));
    }
  }

  @Test
  @DisplayName("wrong passwords for an account do not log out who is logged on")
  void keptContextStays() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      for (int i = 0; i < 6; i++) {
        tryPassword(http, user, "wrong");
      }
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("a flood of forged nonces is no flood of authority calls")
  void forgedNonces() throws Exception {
    try (RawHttp http = connect()) {
      Digest digest = challenge(http, freshUser());
      long before = control.counter("authorityQuestions");
      for (int i = 0; i < 500; i++) {
        Digest forged = digest.withNonce("A".repeat(60) + i);
        Reply reply = http.request("GET", TARGET, forged.answer("GET", TARGET));
        assertThat(reply.status()).isIn(400, 401);
      }
      assertThat(control.counter("authorityQuestions") - before).isLessThan(50);
    }
  }
}
