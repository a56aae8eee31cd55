package dev.parley.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies folders. */
final class Tree {
  private Tree() {}

  /** Copies a folder with what is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  /** Copies files into a folder. */
  static void copyAll(List<Path> files, Path folder) throws IOException {
    for (Path each : files) {
      Files.copy(each, folder.resolve(each.getFileName()));
    }
  }

  /** Makes folders and those above them. */
  static void folders(Path above, String... names) throws IOException {
    for (String each : names) {
      Files.createDirectories(above.resolve(each));
    }
  }
}
