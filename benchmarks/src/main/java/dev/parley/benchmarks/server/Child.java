package dev.parley.benchmarks.server;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a server process says to its parent: first {@code port N}; then, for each line {@code heap}
 * on standard input, {@code heap BYTES}, the heap in use after collection. It ends with its
 * standard input, so that no server outlives the run that started it.
 */
final class Child {
  private static final int COLLECTIONS = 4;

  private Child() {}

  /** Lets java.util.logging print errors only. */
  static void quiet() {
    Logger.getLogger("").setLevel(Level.SEVERE);
  }

  /** How a server is ended. */
  @FunctionalInterface
  interface Stop {
    void run() throws Exception;
  }

  static void serve(int port, Stop stop) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
    out.println("port " + port);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("heap")) {
        out.println("heap " + usedAfterCollection());
      }
    }
    stop.run();
  }

  private static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
