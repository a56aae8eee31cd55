package dev.parley.it.client;

import dev.parley.it.realm.Command;
import dev.parley.it.support.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HttpURLConnection of a JDK within a range of versions, in a process of its own. */
record JdkClient(String name, int least, int most) implements Client {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"((\\d+)[^\"]*)\"");

  private record Jdk(Path home, int feature, String version) {}

  @Override
  public Optional<String> version() {
    return jdk().map(Jdk::version);
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path java = jdk().orElseThrow().home().resolve("bin/java");
    String classes = Built.itFolder().resolve("tests/target/test-classes").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java.toString(), "-cp", classes));
    command.addAll(List.of(UrlConnectionMain.class.getName(), user(), PASSWORD));
    command.addAll(urls);
    Command.of(command).run().expectSuccess();
  }

  /**
   * The newest JDK of the range: where the tests run, in the environment, where Debian puts them.
   */
  private Optional<Jdk> jdk() {
    return candidates()
        .map(JdkClient::read)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.feature() >= least && jdk.feature() <= most)
        .max(Comparator.comparingInt(Jdk::feature));
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
