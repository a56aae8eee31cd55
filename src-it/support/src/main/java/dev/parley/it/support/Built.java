package dev.parley.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what the build made: jars and class paths of the sister modules. */
public final class Built {
  private Built() {}

  /** The folder {@code src-it}. */
  public static Path itFolder() {
    return Path.of(System.getProperty("basedir", ".")).resolve("..").toAbsolutePath().normalize();
  }

  /** The top of the project. */
  public static Path projectFolder() {
    return itFolder().resolve("..").normalize();
  }

  /** The jar (or WAR) of a module, by the module's folder relative to the top of the project. */
  public static Path artifact(String module, String suffix) {
    Path target = projectFolder().resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("parley-.*SNAPSHOT\\." + suffix))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + suffix + " in " + target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar of a module and what it needs at run time. */
  public static Set<Path> classPath(String... modules) {
    Set<Path> paths = new LinkedHashSet<>();
    for (String module : modules) {
      paths.add(artifact(module, "jar"));
      Path file = projectFolder().resolve(module).resolve("target/class-path");
      paths.addAll(readClassPath(file));
    }
    return paths;
  }

  private static List<Path> readClassPath(Path file) {
    try {
      return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths as the JVM takes them. */
  public static String joined(Set<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  /** The {@code java} of the JDK that runs the tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
