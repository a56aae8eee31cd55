package dev.parley.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"((\\d+)[^\"]*)\"");

  private Jdks() {}

  /** One of them. */
  public record Jdk(Path home, int feature, String version) {
    /** Its {@code java}. */
    public Path java() {
      return home.resolve("bin/java");
    }
  }

  /** The newest JDK of a range: where the tests run, in the environment, where Debian puts them. */
  public static Optional<Jdk> newest(int least, int most) {
    return candidates()
        .map(Jdks::read)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.feature() >= least && jdk.feature() <= most)
        .max(Comparator.comparingInt(Jdk::feature));
  }

  /** The oldest JDK from a version on, so that a server runs on one that it was made for. */
  public static Optional<Jdk> oldest(int least) {
    return candidates()
        .map(Jdks::read)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.feature() >= least)
        .min(Comparator.comparingInt(Jdk::feature));
  }

  private static Stream<Path> candidates() {
    Stream<Path> own = Stream.of(Path.of(System.getProperty("java.home")));
    Stream<Path> environment =
        System.getenv().entrySet().stream()
            .filter(each -> each.getKey().startsWith("JAVA_HOME"))
            .map(Map.Entry::getValue)
            .map(Path::of);
    return Stream.concat(Stream.concat(own, environment), installed());
  }

  private static Stream<Path> installed() {
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Jdk> read(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      Matcher matcher = VERSION.matcher(Files.readString(release));
      return matcher.find()
          ? Optional.of(new Jdk(home, Integer.parseInt(matcher.group(2)), matcher.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
