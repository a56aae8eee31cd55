package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Floods")
final class FloodIT extends ContainerTest {
  private static final String TARGET = "/protected/x";
  private static final int BATCH = 100;

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options.jvm("-XX:+UseSerialGC");
  }

  /** Sends many requests on one connection, a batch of them ahead of the answers. */
  private void flood(int count, List<String> headers) throws Exception {
    try (RawHttp http = connect()) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      for (int i = 0; i < BATCH; i++) {
        batch.writeBytes(http.head("GET", TARGET, headers));
      }
      for (int sent = 0; sent < count; sent += BATCH) {
        http.send(batch.toByteArray());
        for (int i = 0; i < BATCH; i++) {
          assertThat(http.read(false).status()).isIn(400, 401);
        }
      }
    }
  }

  @Test
  @DisplayName("100,000 requests without credentials leave nothing on the heap, and evict nobody")
  void withoutCredentials() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      flood(20_000, List.of());
      control.drainLog();
      long held = control.counter("contextsHeld");
      long before = control.heapAfterCollection();
      flood(100_000, List.of());
      control.drainLog();
      long grown = control.heapAfterCollection() - before;
      assertThat(grown).as("octets after 100,000 challenges").isLessThan(512 << 10);
      assertThat(control.counter("contextsHeld")).isEqualTo(held);
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(user);
    }
  }

  @Test
  @DisplayName("Tomcat: 5,000 forged logons evict no live nonce and make no context")
  void forged() throws Exception {
    try (RawHttp http = connect()) {
      String user = freshUser();
      Digest digest = logOn(http, user);
      long held = control.counter("contextsHeld");
      Digest forged = Digest.answering(http.request("GET", TARGET), "nobody", "guess");
      flood(5000, List.of(forged.answer("GET", TARGET)));
      assertThat(control.counter("contextsHeld")).isEqualTo(held);
      Reply reply = http.request("GET", TARGET, digest.answer("GET", TARGET));
      assertThat(reply.user()).isEqualTo(user);
    }
  }
}
