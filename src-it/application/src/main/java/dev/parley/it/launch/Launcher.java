package dev.parley.it.launch;

import java.io.IOException;
import java.util.Locale;

/**
 * The main loop of every container: start, print {@code LISTENING http=N https=N ajp=N} on one
 * line, serve until standard input ends or SIGTERM comes, stop. The end of the parent process ends
 * standard input, so no container outlives its tests.
 */
public final class Launcher {
  private Launcher() {}

  /** Starts one container. */
  @FunctionalInterface
  public interface Starter {
    /** Returns the container when it accepts requests. */
    Container start(LaunchOptions options) throws Exception;
  }

  /** Runs the container until it shall stop, then ends the process. */
  public static void run(String[] args, Starter starter) throws Exception {
    Container container = starter.start(LaunchOptions.parse(args));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(container)));
    System.out.printf(
        Locale.ROOT,
        "LISTENING http=%d https=%d ajp=%d%n",
        container.httpPort(),
        container.httpsPort(),
        container.ajpPort());
    awaitEndOfInput();
    System.exit(0);
  }

  private static void stop(Container container) {
    try {
      container.close();
    } catch (Exception e) {
      throw new IllegalStateException("the container did not stop cleanly", e);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    int next = System.in.read();
    while (next >= 0) {
      next = System.in.read();
    }
  }
}
