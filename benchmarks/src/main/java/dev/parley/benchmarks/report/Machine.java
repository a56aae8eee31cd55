package dev.parley.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were taken on. */
final class Machine {
  private Machine() {}

  static String describe() {
    return "Taken on "
        + LocalDate.now(ZoneOffset.UTC)
        + ": "
        + processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + ", Java "
        + System.getProperty("java.vm.version")
        + ".\n";
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
