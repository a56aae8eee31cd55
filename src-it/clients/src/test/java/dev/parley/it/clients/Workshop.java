package dev.parley.it.clients;

import dev.parley.it.realm.Command;
import dev.parley.it.support.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Where the clients run: a folder with the packages of npm, if {@code bin/verify --long} installed
 * them, and with what recipes compile. Thread-safe.
 */
final class Workshop {
  private static final Logger LOG = Logger.getLogger(Workshop.class.getName());

  private final Path folder;
  private final Map<Path, Path> scripts = new ConcurrentHashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  Workshop(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    environment.put("WORK", folder.toString());
    environment.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    environment.put("CLASS_PATH", System.getProperty("java.class.path"));
    environment.put("JAVA_17", java(17, 18));
    environment.put("JAVA_19", java(19, Integer.MAX_VALUE));
    environment.put("no_proxy", "127.0.0.1");
    environment.put("NO_PROXY", "127.0.0.1");
  }

  /** The newest JDK's {@code java} of a range, or an empty text. */
  private static String java(int least, int most) {
    return Jdks.newest(least, most).map(jdk -> jdk.java().toString()).orElse("");
  }

  /** The script beside the packages, where node looks for them, with a name that no module has. */
  Path place(Path script) {
    return scripts.computeIfAbsent(script, this::copy);
  }

  private Path copy(Path script) {
    // two tables may have a script of one name
    Path table = script.getParent().getParent().getFileName();
    try {
      return Files.copy(
          script,
          folder.resolve(table + "-" + script.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A home of its own for each run, so that nothing kept for another helps it. */
  Path home() throws IOException {
    return Files.createTempDirectory(folder, "home-");
  }

  /** Removes what a run left behind; what a browser's last process still writes stays. */
  void discard(Path home) {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.FINE, "not removed: " + home, e);
    }
  }

  /** A command in this folder; Debian's shell has no option for it. */
  Command command(List<String> words) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", "cd \"$WORK\" && exec \"$@\"", "sh"));
    all.addAll(words);
    return Command.of(all).with(environment);
  }
}
