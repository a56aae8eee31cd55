package dev.parley.it.realm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs another program to its end. Not thread-safe. */
public final class Command {
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

  private final List<String> words;
  private final Map<String, String> environment = new TreeMap<>();
  private String input = "";
  private Duration most = Duration.ofSeconds(60);

  private Command(List<String> words) {
    this.words = words;
  }

  /**
   * What a program did.
   *
   * @param status its exit status
   * @param output what it wrote to standard output and error
   */
  public record Result(int status, String output) {
    /** The output, if the program said that it succeeded. */
    public String expectSuccess() {
      if (status != 0) {
        throw new AssertionError("status " + status + ":\n" + output);
      }
      return output;
    }
  }

  /** A program and its arguments. */
  public static Command of(List<String> words) {
    return new Command(new ArrayList<>(words));
  }

  /** A program and its arguments. */
  public static Command of(String... words) {
    return of(List.of(words));
  }

  /** Adds to the environment of this process. */
  public Command with(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  /** What the program reads from standard input; nothing without this. */
  public Command input(String text) {
    input = text;
    return this;
  }

  /** The longest time it may take; a minute without this. */
  public Command within(Duration time) {
    most = time;
    return this;
  }

  /**
   * Runs it.
   *
   * @throws AssertionError when it takes too long; it is killed then
   */
  public Result run() throws IOException, InterruptedException {
    Path output = Files.createTempFile("parley-it-", ".out");
    Path in = Files.createTempFile("parley-it-", ".in");
    try {
      Files.writeString(in, input);
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().putAll(environment);
      builder.redirectOutput(output.toFile()).redirectInput(in.toFile());
      Process process = builder.start();
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(words.get(0) + " hangs:\n" + read(output));
      }
      return new Result(process.exitValue(), read(output));
    } finally {
      Files.delete(output);
      Files.delete(in);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  /**
   * The first of these programs that the PATH or a folder for administrators has; names with a
   * slash are files.
   */
  public static Optional<Path> find(String... names) {
    return Stream.of(names).flatMap(Command::places).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> places(String name) {
    if (name.contains("/")) {
      return Stream.of(Path.of(name));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), MORE_FOLDERS.stream())
        .map(folder -> Path.of(folder, name));
  }

  /** The first match of a pattern in what a program says of itself. */
  public static Optional<String> version(
      Optional<Path> program, String pattern, String... arguments) {
    return program.flatMap(path -> versionOf(path, pattern, arguments));
  }

  private static Optional<String> versionOf(Path program, String pattern, String... arguments) {
    List<String> words =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(of(words).run().output());
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
