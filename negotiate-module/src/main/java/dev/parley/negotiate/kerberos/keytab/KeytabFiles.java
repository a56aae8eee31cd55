package dev.parley.negotiate.kerberos.keytab;

import dev.parley.audit.Aside;
import dev.parley.files.FileLimit;
import dev.parley.files.FileWatch;
import dev.parley.files.UnusableFileException;
import dev.parley.files.WatchedFiles;
import dev.parley.http.MalformedTokenException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one or more keytabs. A thread looks for changes; a replaced file is taken over as a
 * whole, one that can not be used leaves its former keys in force. Keys that went are wiped a
 * minute later, when no request can use them any more. Thread-safe, without locks for {@link
 * #current()}.
 */
public final class KeytabFiles implements ServiceKeys, AutoCloseable {
  /** A keytab of ten thousand keys has one octet in four of it. */
  private static final FileLimit LIMIT =
      new FileLimit("a keytab", 4 << 20, "export one with the keys of this service alone");

  private static final long GRACE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Logger LOG = LoggerFactory.getLogger(KeytabFiles.class);

  private final List<Path> paths;
  private final LongSupplier nanoTime;
  private final WatchedFiles<KeytabFile> files;
  private final List<Retired> retired = new ArrayList<>();
  private List<KeytabFile> contents;
  private volatile KeySet keys;
  private @Nullable FileWatch watch;

  private record Retired(KeytabFile content, long since) {}

  private KeytabFiles(List<Path> paths, LongSupplier nanoTime) throws UnusableFileException {
    this.paths = List.copyOf(paths);
    this.nanoTime = nanoTime;
    this.files = WatchedFiles.read("keytab", this.paths, LIMIT, KeytabFiles::parse);
    this.contents = files.values();
    this.keys = keySet(contents);
  }

  /**
   * Reads the keytabs and starts to watch them.
   *
   * @param interval how often to look for changes; zero for never
   * @throws UnusableFileException when one cannot be read, is no keytab, or has no key of a type
   *     that can be used
   */
  public static KeytabFiles open(List<Path> paths, Duration interval) throws UnusableFileException {
    KeytabFiles opened = new KeytabFiles(paths, System::nanoTime);
    if (!interval.isZero()) {
      opened.watch = FileWatch.start("keytab", opened::look, interval);
    }
    return opened;
  }

  /** Unwatched: looks when it is told to. */
  static KeytabFiles open(List<Path> paths, LongSupplier nanoTime) throws UnusableFileException {
    return new KeytabFiles(paths, nanoTime);
  }

  private static KeytabFile parse(byte[] content) throws MalformedTokenException {
    KeytabFile file = KeytabFile.parse(content);
    if (file.keys().isEmpty()) {
      throw new MalformedTokenException(
          file.unsupported().isEmpty()
              ? "the keytab has no keys"
              : "the keytab has only keys of types that can not be used: " + file.unsupported());
    }
    return file;
  }

  private static KeySet keySet(List<KeytabFile> contents) {
    return new KeySet(contents.stream().flatMap(each -> each.keys().stream()).toList());
  }

  @Override
  public KeySet current() {
    return keys;
  }

  /** Looks once for changes; answers whether to look again soon. */
  synchronized boolean look() {
    if (files.look()) {
      List<KeytabFile> before = contents;
      contents = files.values();
      keys = keySet(contents);
      for (int i = 0; i < before.size(); i++) {
        if (!contents.get(i).equals(before.get(i))) {
          retired.add(new Retired(before.get(i), nanoTime.getAsLong()));
        }
      }
      KeySet current = keys;
      Aside.write(
          () -> LOG.info("keytab: {} keys of {}", current.keys().size(), current.principals()));
    }
    for (Iterator<Retired> each = retired.iterator(); each.hasNext(); ) {
      Retired old = each.next();
      if (nanoTime.getAsLong() - old.since() >= GRACE_NANOS) {
        old.content().destroy();
        each.remove();
      }
    }
    return files.isUnsettled();
  }

  /** Ends the watching and wipes the keys. */
  @Override
  public void close() {
    FileWatch running = watch;
    if (running != null) {
      running.close();
    }
    synchronized (this) {
      keys = KeySet.EMPTY;
      contents.forEach(KeytabFile::destroy);
      // Not by a lambda, which would load the class Retired for an empty list too.
      for (Retired each : retired) {
        each.content().destroy();
      }
      retired.clear();
    }
  }

  @Override
  public String toString() {
    return "keytab " + paths;
  }
}
