package dev.parley.it.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container is started with: {@code --key value} pairs.
 *
 * <ul>
 *   <li>{@code --keystore FILE}: PKCS12 with password {@value #KEY_STORE_PASSWORD}; opens a TLS
 *       port
 *   <li>{@code --ajp true}: opens a port for AJP, where the container has it
 *   <li>{@code --context PATH}: the context path of the test application, or several with commas,
 *       for as many of it; without it the root
 *   <li>{@code --war FILE}: deploy this WAR at the root in place of the test application
 *   <li>{@code --work DIR}: a folder for the container's own files
 * </ul>
 *
 * <p>Everything else is kept for the application, see {@link #value}.
 */
public final class LaunchOptions {
  /** The password of every key store made by the tests; not a secret. */
  public static final String KEY_STORE_PASSWORD = "changeit";

  private final Map<String, String> values;

  private LaunchOptions(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads {@code --key value} pairs. */
  static LaunchOptions parse(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("expected --key value pairs, saw " + args.length);
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException("expected --key, saw " + args[i]);
      }
      values.put(args[i].substring(2), args[i + 1]);
    }
    return new LaunchOptions(values);
  }

  /** One option by its name without the dashes. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** All options whose name begins with {@code prefix}, by the rest of the name. */
  public Map<String, String> settings(String prefix) {
    Map<String, String> settings = new HashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            settings.put(key.substring(prefix.length()), value);
          }
        });
    return settings;
  }

  /** The key store, when a TLS port is asked for. */
  public Optional<Path> keyStore() {
    return value("keystore").map(Path::of);
  }

  /** Whether a port for AJP is asked for. */
  public boolean ajp() {
    return value("ajp").filter("true"::equals).isPresent();
  }

  /** The context paths of the test applications; a slash for the root. */
  public List<String> contextPaths() {
    return List.of(value("context").orElse("/").split(","));
  }

  /** The WAR to deploy in place of the test application. */
  public Optional<Path> war() {
    return value("war").map(Path::of);
  }

  /** An existing folder for the container's own files. */
  public Path work() {
    Path work = Path.of(value("work").orElse("."));
    if (!Files.isDirectory(work)) {
      throw new IllegalArgumentException("--work is not a folder: " + work);
    }
    return work;
  }
}
