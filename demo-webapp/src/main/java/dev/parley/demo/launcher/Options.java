package dev.parley.demo.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param help whether only help is wanted
 * @param host the address to listen at, or null for the loopback addresses
 * @param names further names by which clients may call the demo
 * @param port 0 to 65535; 0 takes a free one
 * @param config a JSON file of settings, or null
 * @param kerberos whether a private Kerberos realm is started, and Negotiate offered
 * @param ntlm whether NTLM is offered
 * @param settings what {@code --set}, {@code --realm} and {@code --users} give
 */
record Options(
    boolean help,
    @Nullable String host,
    List<String> names,
    int port,
    @Nullable Path config,
    boolean kerberos,
    boolean ntlm,
    Map<String, String> settings) {

  static final String HELP =
      """
      Usage: bin/demo [OPTION]...
      Starts the demo web application of Parley on embedded Jetty.

        --port N          listen at port N (default 8080); 0 takes a free one and prints it
        --host ADDRESS    listen at this address (default: the loopback addresses only)
        --name HOST       another name by which clients may call it; may be repeated
        --config FILE     settings in JSON
        --users FILE      a users file made with bin/parley-users (default: two sample users)
        --realm R         the realm (default: Parley demo)
        --set KEY=VALUE   one setting; may be repeated, goes before the file
        --kerberos        starts a private Kerberos realm and offers Negotiate before Digest
        --ntlm            offers NTLM, for the users of the users file, before Digest
        --help            this text

      Stops on Ctrl+C or SIGTERM. Exit codes: 143 after SIGTERM, 130 after Ctrl+C,
      2 when an option, a setting or the port is not usable, 1 for anything else.
      """;

  private static final Set<String> FLAGS = Set.of("--help", "-h", "--kerberos", "--ntlm");

  private static final Set<String> WITH_VALUE =
      Set.of("--port", "--host", "--name", "--config", "--users", "--realm", "--set");

  Options {
    names = List.copyOf(names);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  static Options parse(List<String> arguments) throws UsageException {
    Set<String> flags = new HashSet<>();
    String host = null;
    List<String> names = new ArrayList<>();
    int port = 8080;
    Path config = null;
    Map<String, String> settings = new LinkedHashMap<>();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      if (FLAGS.contains(argument)) {
        flags.add(argument);
        continue;
      }
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String option = equals < 0 ? argument : argument.substring(0, equals);
      if (!WITH_VALUE.contains(option)) {
        throw new UsageException("unknown option " + option + "; --help shows all");
      }
      if (equals < 0 && rest.isEmpty()) {
        throw new UsageException(option + " needs a value");
      }
      String value = equals < 0 ? rest.removeFirst() : argument.substring(equals + 1);
      switch (option) {
        case "--port" -> port = port(value);
        case "--host" -> host = value;
        case "--name" -> names.add(value);
        case "--config" -> config = file(option, value);
        case "--users" -> settings.put("users-file", file(option, value).toString());
        case "--realm" -> settings.put("realm", value);
        default -> set(settings, value);
      }
    }
    String named = settings.remove("config-file");
    if (named != null) {
      config = file("config-file", named);
    }
    boolean help = flags.contains("--help") || flags.contains("-h");
    return new Options(
        help,
        host,
        names,
        port,
        config,
        flags.contains("--kerberos"),
        flags.contains("--ntlm"),
        settings);
  }

  private static int port(String value) throws UsageException {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new UsageException("--port is a number from 0 to 65535, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static Path file(String option, String value) throws UsageException {
    Path file = Path.of(value).toAbsolutePath();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException(option + ": no readable file " + file);
    }
    return file;
  }

  private static void set(Map<String, String> settings, String value) throws UsageException {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new UsageException("--set takes KEY=VALUE, not " + value);
    }
    settings.put(value.substring(0, equals).strip(), value.substring(equals + 1));
  }
}
