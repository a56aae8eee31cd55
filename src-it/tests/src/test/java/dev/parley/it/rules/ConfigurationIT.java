package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Settings of a whole server")
final class ConfigurationIT {
  private static final String TARGET = "/protected/x";

  @Test
  @DisplayName("a wrong and an unknown setting refuse to start, with key, value, allowed and mend")
  void refusesToStart() {
    ContainerProcess.Options options =
        ContainerProcess.of(ContainerKind.JETTY_EE10)
            .setting("digest.nonce-lifetime", "soon")
            .setting("context-maximum", "5");
    assertThatThrownBy(options::start)
        .hasMessageContaining("digest.nonce-lifetime = soon: allowed is")
        .hasMessageContaining("context-maximum")
        .hasMessageContaining("context-max");
  }

  @Test
  @DisplayName("a JSON file sets what nobody else sets; strict counts are OUT_OF_SEQUENCE")
  void jsonFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("parley.json");
    Files.writeString(
        file,
        """
        {"digest": {"algorithms": ["SHA-256"], "replay-protection": "strict"},
         "realm": "of the file"}
        """);
    try (ContainerProcess server =
            ContainerProcess.of(ContainerKind.JETTY_EE10)
                .setting("config-file", file.toString())
                .start();
        RawHttp http = new RawHttp(server.port())) {
      Reply first = http.request("GET", TARGET);
      assertThat(first.challenges()).hasSize(1);
      Digest digest = Digest.answering(first, "user-1", Client.PASSWORD);
      assertThat(digest.challenge("realm")).isEqualTo("it");
      assertThat(http.request("GET", TARGET, digest.answer("GET", TARGET)).user())
          .isEqualTo("user-1");
      Reply gap = http.request("GET", TARGET, digest.countFrom(5).answer("GET", TARGET));
      assertThat(gap.status()).isEqualTo(401);
      assertThat(gap.stale()).isTrue();
      Reply next = http.request("GET", TARGET, digest.countFrom(1).answer("GET", TARGET));
      assertThat(next.user()).isEqualTo("user-1");
    }
  }
}
