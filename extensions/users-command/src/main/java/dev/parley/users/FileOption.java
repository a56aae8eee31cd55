package dev.parley.users;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class FileOption {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "F",
      description = "The users file: at most 1024 MiB (1073741824 octets), about 2 million users.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean help;

  UsersStore store() {
    return new UsersStore(file);
  }

  Path path() {
    return file;
  }

  boolean help() {
    return help;
  }
}
