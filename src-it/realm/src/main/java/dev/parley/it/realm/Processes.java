package dev.parley.it.realm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Servers that end when their standard input does. */
public final class Processes {
  private static final Duration END = Duration.ofSeconds(15);
  // ends the server when the parent's end of the pipe is gone, however the parent ended
  private static final String LEASH =
      "\"$@\" & server=$!; trap 'kill $server; wait $server; exit' TERM; "
          + "while read -r line; do :; done; kill $server; wait $server";

  private Processes() {}

  /** Prepares a server that knows nothing of its standard input, so that it ends with it. */
  public static ProcessBuilder leashed(String... words) {
    return new ProcessBuilder(
        Stream.concat(Stream.of("/bin/sh", "-c", LEASH, "leash"), Stream.of(words)).toList());
  }

  /** Ends a server's input, waits for its end, and kills what is left of its own processes. */
  public static void stop(@Nullable Process server) {
    stop(server, END);
  }

  /** The same for a server that may take longer to end. */
  public static void stop(@Nullable Process server, Duration most) {
    if (server == null) {
      return;
    }
    List<ProcessHandle> children = server.descendants().toList();
    try {
      server.getOutputStream().close();
      if (!server.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
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
