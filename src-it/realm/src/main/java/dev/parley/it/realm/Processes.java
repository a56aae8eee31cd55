package dev.parley.it.realm;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Servers that end when their standard input does. */
final class Processes {
  private static final long SECONDS = 15;

  private Processes() {}

  /** Ends a server's input, waits for its end, and kills what is left of its own processes. */
  static void stop(@Nullable Process server) {
    if (server == null) {
      return;
    }
    List<ProcessHandle> children = server.descendants().toList();
    try {
      server.getOutputStream().close();
      if (!server.waitFor(SECONDS, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      server.destroyForcibly();
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
