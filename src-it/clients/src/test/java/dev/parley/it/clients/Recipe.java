package dev.parley.it.clients;

import dev.parley.it.realm.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a client is run: a script that gets a base URL, a user and a password as arguments, and asks
 * for {@code a}, {@code b} and, with POST, {@code c} below the base. Its first comments, the head,
 * say what it is.
 *
 * @param file the script
 * @param head keys and values: client, from (where it comes from) and version (a shell command that
 *     prints it, or fails) are there always
 */
record Recipe(Path file, Map<String, String> head) {
  private static final Pattern HEAD = Pattern.compile("(?m)^(?:#|//) ([a-z]+): (.*)$");
  // without what the distribution adds
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:\\d+:)?v?(\\d[\\w.]*?(?:-[a-z][\\w.-]*)?)(?:[+~-](?:dfsg|deb|git|\\d).*)?");
  private static final Duration MOST = Duration.ofMinutes(4);
  private static final Map<String, List<String>> INTERPRETERS =
      Map.of(
          "sh", List.of("sh"),
          // the system's own: it has the distribution's modules
          "py", List.of("/usr/bin/python3"),
          "rb", List.of("ruby"),
          "pl", List.of("perl"),
          "php", List.of("php"),
          "js", List.of("node"),
          "mjs", List.of("node"));

  Recipe {
    head = Map.copyOf(head);
    for (String each : List.of("client", "from", "version")) {
      if (!head.containsKey(each)) {
        throw new IllegalArgumentException(file + " does not say its " + each);
      }
    }
  }

  private String head(String key, String otherwise) {
    return head.getOrDefault(key, otherwise);
  }

  /** The client's name. */
  String client() {
    return head("client", "");
  }

  /** Where the client comes from. */
  String source() {
    return head("from", "");
  }

  /** How many requests have to come in. */
  int requests() {
    return Integer.parseInt(head("requests", posts() ? "3" : "2"));
  }

  /** Whether one of them has to be a POST. */
  boolean posts() {
    return !head("post", "yes").equals("no");
  }

  /** By what the client logs on: Digest, Kerberos or NTLM. */
  String mechanism() {
    return head("mechanism", "Digest");
  }

  /** The folder of the site that it is sent to, if not the usual one. */
  Optional<String> below() {
    return Optional.ofNullable(head.get("below"));
  }

  /** What a reader has to know of the outcome, or an empty text. */
  String note() {
    return head("note", "");
  }

  /** All recipes of a table, in the order of the clients' names. */
  static List<Recipe> all(Table table) throws IOException {
    List<Recipe> recipes = new ArrayList<>();
    try (Stream<Path> files = Files.list(table.recipes())) {
      for (Path each : files.toList()) {
        recipes.add(read(each));
      }
    }
    recipes.sort(Comparator.comparing(Recipe::client, String.CASE_INSENSITIVE_ORDER));
    return recipes;
  }

  /** Those of them that are wanted: all, or the files named by {@code -Dclients.only}. */
  static List<Recipe> wanted(Table table) throws IOException {
    List<String> only = List.of(System.getProperty("clients.only", "").split(","));
    return all(table).stream()
        .filter(each -> only.contains("") || only.contains(each.file().getFileName().toString()))
        .toList();
  }

  private static Recipe read(Path file) throws IOException {
    Map<String, String> head = new HashMap<>();
    Matcher lines = HEAD.matcher(Files.readString(file));
    while (lines.find()) {
      head.putIfAbsent(lines.group(1), lines.group(2));
    }
    return new Recipe(file, head);
  }

  /** The client's version, or empty when this machine does not have it. */
  Optional<String> version(Workshop workshop) throws Exception {
    Command.Result result = workshop.command(List.of("sh", "-c", head("version", ""))).run();
    return result.status() == 0
        ? result
            .output()
            .lines()
            .map(VERSION::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .map(each -> each.group(1))
        : Optional.empty();
  }

  /** Runs the client; what it says does not count, what the server saw does. */
  String run(Workshop workshop, Target target) throws Exception {
    String name = file.getFileName().toString();
    List<String> words =
        new ArrayList<>(
            INTERPRETERS.getOrDefault(name.substring(name.lastIndexOf('.') + 1), List.of()));
    words.add(workshop.place(file).toString());
    words.addAll(List.of(target.base(), target.user(), target.password()));
    Path home = workshop.home();
    try {
      return workshop
          .command(words)
          .with(target.words())
          .with(Map.of("HOME", home.toString()))
          .within(MOST)
          .run()
          .output();
    } finally {
      workshop.discard(home);
    }
  }

  @Override
  public String toString() {
    return client();
  }
}
