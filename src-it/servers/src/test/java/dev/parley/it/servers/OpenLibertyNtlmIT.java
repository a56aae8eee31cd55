package dev.parley.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.Built;
import dev.parley.it.support.Digest;
import dev.parley.it.support.Jdks;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Open Liberty gives each request a connection id of its own. */
@DisplayName("Where connection ids do not hold (Open Liberty), NTLM")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenLibertyNtlmIT {
  private static final String TARGET = "/" + Variant.NTLM.id() + "/page/x";

  private Server server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    OpenLiberty layout = new OpenLiberty();
    Disk.mount(Server.disk(folder, Variant.NTLM));
    Path java = Jdks.oldest(layout.leastJava()).orElseThrow().java();
    server = Server.prepare(layout, java, folder, List.of(Variant.NTLM));
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
      server.keepLogs(Built.itFolder().resolve("servers/target/logs/OpenLibertyNtlmIT"));
    }
  }

  private List<String> offered() throws IOException {
    return server.request("GET", TARGET).all("WWW-Authenticate").stream()
        .map(each -> each.split(" ", 2)[0])
        .distinct()
        .toList();
  }

  @Test
  @DisplayName("is withdrawn after two that could not go on; Digest goes on")
  void withdrawn() throws Exception {
    assertThat(offered()).containsExactly("Negotiate", "NTLM", "Digest");
    for (int i = 0; i < 2; i++) {
      try (RawHttp http = server.connect()) {
        Reply last = new Ntlm(Disk.USER, Disk.NT_HASH).logOn(http, "GET", TARGET, "NTLM");
        assertThat(last.status()).isEqualTo(401);
      }
    }
    assertThat(offered()).containsExactly("Digest");
    try (RawHttp http = server.connect()) {
      Digest digest = Digest.answering(http.request("GET", TARGET), Disk.USER, Disk.PASSWORD);
      for (int i = 0; i < 2; i++) {
        Reply page = http.request("GET", TARGET, digest.answer("GET", TARGET));
        assertThat(page.status()).isEqualTo(200);
      }
      Reply refused =
          http.request("GET", TARGET, Ntlm.header("NTLM", new Ntlm("x", Disk.NT_HASH).negotiate()));
      assertThat(refused.status()).isEqualTo(401);
    }
  }
}
