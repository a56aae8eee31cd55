package dev.parley.it.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The three requests of a recipe.
 *
 * @param base of the URLs
 * @param body what is posted
 */
record Steps(String base, String body) {

  /** Sends one request. */
  @FunctionalInterface
  interface Sender {
    /**
     * Sends it.
     *
     * @param body what to post, or null for a GET
     */
    void send(String url, @Nullable String body) throws Exception;
  }

  /** With the body that the environment names, or a short one. */
  static Steps below(String base) throws IOException {
    String file = System.getenv("BODY");
    return new Steps(
        base, file == null ? "x=1" : Files.readString(Path.of(file), StandardCharsets.US_ASCII));
  }

  void through(Sender sender) throws Exception {
    sender.send(base + "/a", null);
    sender.send(base + "/b", null);
    sender.send(base + "/c", body);
  }
}
