package dev.parley.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The processor time of a process. Linux tells that of each thread to the nanosecond; elsewhere
 * that of the process has to do, which often comes in steps of 10 ms.
 */
final class ProcessorTime {
  private ProcessorTime() {}

  /** On Linux what the threads have used that are alive: those of a warm server stay. */
  static Duration of(ProcessHandle process) throws IOException {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    if (Files.isDirectory(threads)) {
      return Duration.ofNanos(sum(threads));
    }
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IOException("this system tells no processor time"));
  }

  private static long sum(Path threads) throws IOException {
    long nanos = 0;
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        nanos += one(thread);
      }
    }
    return nanos;
  }

  private static long one(Path thread) {
    try {
      String line = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(line.substring(0, line.indexOf(' ')));
    } catch (IOException e) {
      return 0; // ended meanwhile
    }
  }
}
