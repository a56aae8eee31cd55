package dev.parley.users;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command in this process. */
final class Session {
  /** What a run gave. */
  record Result(int exitCode, String out, String err) {}

  private final Path file;

  Session(Path file) {
    this.file = file;
  }

  /** With this on standard input, and nobody at a console. */
  Result run(String in, String command, String... args) {
    return runOctets(in.getBytes(StandardCharsets.UTF_8), command, args);
  }

  Result runOctets(byte[] in, String command, String... args) {
    return execute(in, null, withFile(command, args));
  }

  /** With a person at the console who types these passwords. */
  Result typing(List<String> passwords, String command, String... args) {
    Deque<String> typed = new ArrayDeque<>(passwords);
    return execute(
        new byte[0],
        question -> typed.isEmpty() ? null : typed.poll().toCharArray(),
        withFile(command, args));
  }

  static Result plain(String... args) {
    return execute(new byte[0], null, args);
  }

  private String[] withFile(String command, String... args) {
    return Stream.concat(Stream.of(command, "--file", file.toString()), Arrays.stream(args))
        .toArray(String[]::new);
  }

  private static Result execute(byte[] in, Terminal.Prompt prompt, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        UsersCommand.run(
            new Terminal(
                new ByteArrayInputStream(in),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                prompt),
            args);
    return new Result(exitCode, out.toString(), err.toString());
  }
}
