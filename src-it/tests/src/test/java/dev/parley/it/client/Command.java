package dev.parley.it.client;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs another program. */
final class Command {
  private static final long SECONDS = 60;

  private Command() {}

  /** What a program did. */
  record Result(int status, String output) {
    /** The output, if the program said that it succeeded. */
    String expectSuccess() {
      if (status != 0) {
        throw new AssertionError("status " + status + ":\n" + output);
      }
      return output;
    }
  }

  /** The first of these programs that the PATH has; names with a slash are files. */
  static Optional<Path> find(String... names) {
    return Stream.of(names).flatMap(Command::places).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> places(String name) {
    if (name.contains("/")) {
      return Stream.of(Path.of(name));
    }
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name));
  }

  /** Runs a program and collects its output; kills it after a minute. */
  static Result run(List<String> command) throws IOException, InterruptedException {
    return run(command, Map.of());
  }

  /** Runs a program with more environment. */
  static Result run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("parley-it-", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      builder.redirectOutput(output.toFile()).redirectInput(new File("/dev/null"));
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(command.get(0) + " hangs:\n" + read(output));
      }
      return new Result(process.exitValue(), read(output));
    } finally {
      Files.delete(output);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The first match of a pattern in what a program says of itself. */
  static Optional<String> version(Optional<Path> program, String pattern, String... arguments) {
    return program.flatMap(path -> versionOf(path, pattern, arguments));
  }

  private static Optional<String> versionOf(Path program, String pattern, String... arguments) {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    try {
      var matcher = java.util.regex.Pattern.compile(pattern).matcher(run(command).output());
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
