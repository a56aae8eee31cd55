package dev.parley.files;

import dev.parley.audit.Aside;
import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several files of one kind and what they say, kept up to date. A file that becomes unreadable,
 * malformed or half-written leaves its last good value in force, and a line in the log. The octets
 * that were read are wiped after they were parsed. Not thread-safe.
 *
 * @param <T> what a file says
 */
public final class WatchedFiles<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);

  /**
   * Reads the content of a file.
   *
   * @param <T> what it says
   */
  @FunctionalInterface
  public interface Parser<T> {
    /**
     * What the file says.
     *
     * @param content wiped afterwards; to be copied if it is to be kept
     * @throws IOException when another file that is needed cannot be read; says which and why
     */
    T parse(byte[] content) throws MalformedTokenException, IOException;
  }

  private final String what;
  private final Parser<T> parser;
  private final List<Entry<T>> entries = new ArrayList<>();

  private static final class Entry<T> {
    final Path path;
    final WatchedFile file;
    T value;
    String lastProblem = "";

    Entry(Path path, WatchedFile file, T value) {
      this.path = path;
      this.file = file;
      this.value = value;
    }
  }

  private WatchedFiles(String what, Parser<T> parser) {
    this.what = what;
    this.parser = parser;
  }

  /**
   * Reads all files.
   *
   * @param what the kind of file, for the log: {@code keytab}
   * @param limit how long a file may be
   * @throws UnusableFileException when one of them cannot be read or parsed
   */
  public static <T> WatchedFiles<T> read(
      String what, List<Path> paths, FileLimit limit, Parser<T> parser)
      throws UnusableFileException {
    WatchedFiles<T> files = new WatchedFiles<>(what, parser);
    for (Path path : paths) {
      WatchedFile file = new WatchedFile(path, limit);
      try {
        files.entries.add(new Entry<>(path, file, files.parse(file.read())));
      } catch (UnusableFileException e) {
        throw e;
      } catch (IOException | MalformedTokenException e) {
        throw new UnusableFileException(path, problem(path, e));
      }
    }
    return files;
  }

  private T parse(byte[] content) throws MalformedTokenException, IOException {
    try {
      return parser.parse(content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static String problem(Path path, Exception e) {
    if (e instanceof UnusableFileException of && of.file().equals(path)) {
      return of.problem();
    }
    // another file that the parser needs names itself
    return String.valueOf(e.getMessage());
  }

  /** What the files say, in their order. */
  public List<T> values() {
    return entries.stream().map(entry -> entry.value).toList();
  }

  /**
   * Looks once at every file.
   *
   * @return whether {@link #values} has changed
   */
  public boolean look() {
    return look(false);
  }

  /**
   * Reads every file, changed or not: something else that the parser needs has changed.
   *
   * @return whether {@link #values} has changed
   */
  public boolean readAgain() {
    return look(true);
  }

  private boolean look(boolean again) {
    boolean changed = false;
    for (Entry<T> entry : entries) {
      try {
        byte[] content = again ? entry.file.read() : entry.file.look();
        entry.lastProblem = "";
        if (content != null) {
          entry.value = parse(content);
          changed = true;
          Aside.write(() -> LOG.info("{} {}: reloaded", what, entry.path));
        }
      } catch (IOException | MalformedTokenException e) {
        String problem = problem(entry.path, e);
        if (!problem.equals(entry.lastProblem)) {
          entry.lastProblem = problem;
          Aside.write(
              () ->
                  LOG.error(
                      "{} {}: {}; what it said before stays in force", what, entry.path, problem));
        }
      }
    }
    return changed;
  }

  /** Whether the last look saw a file that it did not read yet: look again soon. */
  public boolean isUnsettled() {
    return entries.stream().anyMatch(entry -> entry.file.isUnsettled());
  }
}
