package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The clock jumps")
final class ClockIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  @AfterEach
  void reset() throws Exception {
    control.clockOffset(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400, -3600, -61, -1, 1, 30, 600, 3500, 86_400})
  @DisplayName("a right password is let in, at once or after stale=true, never after a prompt")
  void noPrompt(long seconds) throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      control.clockOffset(seconds);
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      if (reply.status() == 401) {
        assertThat(reply.stale()).isTrue();
        Digest renewed = Digest.answering(reply, user, Client.PASSWORD);
        reply = http.request("GET", TARGET, renewed.answer("GET", TARGET));
      }
      assertThat(reply.user()).isEqualTo(user);
      control.clockOffset(0);
      logOn(http, user);
    }
  }
}
