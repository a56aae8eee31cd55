package dev.parley.engine;

import dev.parley.config.Configuration;
import dev.parley.config.CoreSettings;
import dev.parley.config.KnownUsers;
import dev.parley.config.Warning;
import dev.parley.engine.AuthenticationService.Parts;
import dev.parley.files.FileWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells of dangerous settings: once at the start, and later of what is new, since users, and the
 * rights on files, change while the server runs. Thread-safe.
 */
final class Warnings implements AutoCloseable {
  private final List<Supplier<List<Warning>>> sources;
  private final Consumer<Warning> sink;
  private Set<Warning> standing = Set.of();
  private @Nullable FileWatch watch;

  /**
   * Looks when it is told to.
   *
   * @param sources find what is dangerous now
   * @param sink is told of each warning once, as long as it stands
   */
  Warnings(List<Supplier<List<Warning>>> sources, Consumer<Warning> sink) {
    this.sources = List.copyOf(sources);
    this.sink = sink;
  }

  /** Tells of what is dangerous in a configuration, and watches what of it can change. */
  static Warnings start(Configuration configuration, Supplier<KnownUsers> users, Parts parts) {
    GuardedFiles files = GuardedFiles.of(configuration, parts.resolve());
    List<Supplier<List<Warning>>> sources = new ArrayList<>();
    Consumer<Warning> sink = parts.warnings();
    if (sink == null) {
      sink = new WarningLog();
      sources.add(() -> WarningLog.ofLog(parts.auditLogs()));
    }
    sources.add(() -> configuration.warnings(users.get()));
    sources.add(files);
    Warnings warnings = new Warnings(sources, sink);
    warnings.look();
    Duration interval = configuration.settings().get(CoreSettings.USERS_RELOAD_INTERVAL);
    if (!files.isEmpty() && !interval.isZero()) {
      warnings.watch = FileWatch.start("warnings", warnings::look, interval);
    }
    return warnings;
  }

  /** Looks once; answers that there is no hurry to look again. */
  synchronized boolean look() {
    Set<Warning> now = new LinkedHashSet<>();
    sources.forEach(each -> now.addAll(each.get()));
    Set<Warning> fresh = new LinkedHashSet<>(now);
    fresh.removeAll(standing);
    standing = new HashSet<>(now);
    fresh.forEach(sink);
    return false;
  }

  /** Ends the watching. */
  @Override
  public void close() {
    FileWatch running = watch;
    if (running != null) {
      running.close();
    }
  }
}
