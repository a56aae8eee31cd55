package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The authority hangs, throws, is late or gone")
final class AuthorityFaultsIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options
        .setting("authority-deadline", "300ms")
        .setting("breaker-failures", "3")
        .setting("breaker-pause", "1s");
  }

  @AfterEach
  void recover() throws Exception {
    control.authority("mode=normal");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              try (RawHttp http = connect()) {
                logOn(http, freshUser());
                return true;
              }
            });
  }

  private static void expectUnavailable(Reply reply) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.challenges()).isEmpty();
    assertThat(reply.header("X-User")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"late&millis=20000", "unavailable", "throw"})
  @DisplayName("a logon ends as 503 within the deadline, a kept context goes on")
  void logonIsUnavailable(String mode) throws Exception {
    try (RawHttp http = connect()) {
      String kept = freshUser();
      Digest digest = logOn(http, kept);
      Digest other = challenge(http, freshUser());
      control.authority("mode=" + mode);
      long start = System.nanoTime();
      expectUnavailable(http.request("GET", TARGET, other.answer("GET", TARGET)));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(kept);
    }
  }

  @Test
  @DisplayName("a late answer is not taken, and the next logon asks again and is let in")
  void lateAnswer() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = challenge(http, user);
      control.authority("mode=late&millis=800");
      expectUnavailable(http.request("GET", TARGET, digest.answer("GET", TARGET)));
      control.authority("mode=normal");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
                assertThat(reply.user()).isEqualTo(user);
              });
    }
  }

  @Test
  @DisplayName("after some failures in a row the authority is left alone for a while")
  void breaker() throws Exception {
    try (RawHttp http = connect()) {
      control.authority("mode=unavailable");
      for (int i = 0; i < 3; i++) {
        Digest digest = challenge(http, freshUser());
        expectUnavailable(http.request("GET", TARGET, digest.answer("GET", TARGET)));
      }
      long before = control.counter("authorityQuestions");
      for (int i = 0; i < 10; i++) {
        Digest digest = challenge(http, freshUser());
        expectUnavailable(http.request("GET", TARGET, digest.answer("GET", TARGET)));
      }
      // one may have come through after the pause
      assertThat(control.counter("authorityQuestions") - before).isLessThanOrEqualTo(2);
    }
  }
}
