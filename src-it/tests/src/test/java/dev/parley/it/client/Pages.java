package dev.parley.it.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What both browsers need. */
final class Pages {
  private Pages() {}

  /** The URL with the user and the password in it. */
  static String withUser(String url, Client client) {
    return url.replace("://", "://" + client.user() + ":" + Client.PASSWORD + "@");
  }

  /** Removes a profile; a browser's last process may still be writing. */
  static void delete(Path folder) throws InterruptedException {
    for (int attempt = 0; Files.exists(folder) && attempt < 20; attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        Thread.sleep(100);
      } catch (java.io.UncheckedIOException e) {
        Thread.sleep(100);
      }
    }
  }
}
