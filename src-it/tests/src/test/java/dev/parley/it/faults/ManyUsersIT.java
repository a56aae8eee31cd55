package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A users file of a million users")
final class ManyUsersIT {
  private static final int USERS = 1_000_000;
  private static final String TARGET = "/protected/x";

  @TempDir Path folder;

  /** As the command writes it, with hashes of nothing, but for the last user. */
  private void write(Path file, int seed, String password) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path next = folder.resolve("next");
    try (BufferedWriter out = Files.newBufferedWriter(next)) {
      out.write("{\"format\": \"parley-users\", \"version\": 1, \"users\": [\n");
      for (int i = 0; i < USERS; i++) {
        String user = String.format(Locale.ROOT, "user%07d", i);
        write(out, user, hex(random, 4), hex(random, 2), hex(random, 4));
        out.write(",\n");
      }
      String text = "dora:it:" + password;
      write(out, "dora", Digest.h("SHA-256", text), Digest.h("MD5", text), hex(random, 4));
      out.write("]}\n");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String hex(SplittableRandom random, int words) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < words; i++) {
      hex.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
    }
    return hex.toString();
  }

  private static void write(BufferedWriter out, String name, String sha, String md5, String sha512)
      throws IOException {
    out.write("    {\n      \"name\": \"" + name + "\",\n      \"roles\": [\"user\"],\n");
    out.write("      \"enabled\": true,\n      \"keys\": [\n");
    write(out, "SHA-256", sha);
    out.write(",\n");
    write(out, "MD5", md5);
    out.write(",\n");
    write(out, "SHA-512-256", sha512);
    out.write("\n      ]\n    }");
  }

  private static void write(BufferedWriter out, String algorithm, String hash) throws IOException {
    out.write("        {\"realm\": \"it\", \"algorithm\": \"" + algorithm + "\", ");
    out.write("\"ha1\": \"" + hash + "\"}");
  }

  private static Reply logOn(ContainerProcess server, String password) throws Exception {
    try (RawHttp http = new RawHttp(server.port())) {
      Digest digest = Digest.answering(http.request("GET", TARGET), "dora", password);
      return http.request("GET", TARGET, digest.answer("GET", TARGET));
    }
  }

  @Test
  @DisplayName("is loaded, and replaced by another, in a heap of 400 MiB")
  void loads() throws Exception {
    Path file = folder.resolve("users.json");
    write(file, 1, "before");
    try (ContainerProcess server =
        ContainerProcess.of(ContainerKind.JETTY_EE10)
            .jvm("-Xmx400m")
            .within(Duration.ofMinutes(10))
            .setting("users-file", file.toString())
            .setting("users-reload-interval", "1s")
            .start()) {
      assertThat(logOn(server, "before").user()).isEqualTo("dora");
      write(file, 2, "after");
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .untilAsserted(() -> assertThat(server.output()).contains("reloaded, " + (USERS + 1)));
      assertThat(logOn(server, "before").status()).isEqualTo(401);
      assertThat(logOn(server, "after").user()).isEqualTo("dora");
    }
  }
}
