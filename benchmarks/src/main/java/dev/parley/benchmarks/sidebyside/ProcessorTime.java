package dev.parley.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of a process. Linux tells that of each thread, finer than the 10 ms in which
 * it tells that of the process; elsewhere the latter has to do. What a thread had used when it was
 * last seen stays counted after its end. Not thread-safe.
 */
final class ProcessorTime {
  private final ProcessHandle process;
  private final Path threads;
  private final Map<Path, Long> nanosByThread = new HashMap<>();

  ProcessorTime(ProcessHandle process) {
    this.process = process;
    this.threads = Path.of("/proc", Long.toString(process.pid()), "task");
  }

  /** What was used so far; differences count. */
  Duration soFar() throws IOException {
    if (!Files.isDirectory(threads)) {
      return process
          .info()
          .totalCpuDuration()
          .orElseThrow(() -> new IOException("this system tells no processor time"));
    }
    look();
    long nanos = nanosByThread.values().stream().mapToLong(Long::longValue).sum();
    if (nanos == 0) {
      throw new IOException("this system tells no processor time of threads");
    }
    return Duration.ofNanos(nanos);
  }

  private void look() throws IOException {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        try {
          String[] words = Files.readString(thread.resolve("schedstat")).split(" ", -1);
          nanosByThread.put(thread, Long.parseLong(words[0]));
        } catch (NoSuchFileException e) {
          // ended meanwhile
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NumberFormatException e) {
      throw new IOException("schedstat does not start with a number", e);
    }
  }
}
