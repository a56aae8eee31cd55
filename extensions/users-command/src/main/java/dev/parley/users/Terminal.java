package dev.parley.users;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the command reads and writes.
 *
 * @param in standard input
 * @param out for results
 * @param err for messages
 * @param prompt asks a person for a password without showing it; null when nobody is there
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, @Nullable Prompt prompt) {

  /** Asks a person for a password without showing it. */
  @FunctionalInterface
  public interface Prompt {
    /** What was typed; null at the end of input. */
    char @Nullable [] ask(String text);
  }

  /** The streams of this process, and its console. */
  // Newer JDKs have a console also where nobody is there, unless told otherwise, as the script
  // does.
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal ofProcess() {
    Console console = System.console();
    return new Terminal(
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        console == null ? null : text -> console.readPassword("%s", text));
  }
}
