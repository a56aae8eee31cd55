package dev.parley.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine: where the tests run, in the environment, where Debian puts them. */
final class Jdks {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private Jdks() {}

  /** The {@code java} of the newest JDK of a range, or an empty text. */
  static String newest(int least, int most) {
    String found = "";
    int best = 0;
    for (Path home : homes()) {
      int feature = feature(home);
      if (feature >= least && feature <= most && feature > best) {
        best = feature;
        found = home.resolve("bin/java").toString();
      }
    }
    return found;
  }

  private static List<Path> homes() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
              }
            });
    try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
      homes.addAll(installed.toList());
    } catch (IOException e) {
      // another system than Debian
      return homes;
    }
    return homes;
  }

  private static int feature(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      boolean usable = Files.isExecutable(home.resolve("bin/java")) && version.find();
      return usable ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
