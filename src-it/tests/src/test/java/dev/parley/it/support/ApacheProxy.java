package dev.parley.it.support;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.Ports;
import dev.parley.it.realm.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Apache before a container, by HTTP or by AJP (Debian package apache2-bin), with a configuration
 * of its own, on a free port of 127.0.0.1. It ends when it is closed, and with this process.
 */
public final class ApacheProxy implements AutoCloseable {
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Duration START = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private ApacheProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** What this machine lacks, if it lacks something. */
  public static Optional<String> missing() {
    return Command.find("apache2").isEmpty() || !Files.exists(MODULES.resolve("mod_proxy_ajp.so"))
        ? Optional.of("no Apache with mod_proxy_ajp")
        : Optional.empty();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its files
   * @param origin what is behind it: {@code ajp://127.0.0.1:8009/}
   * @param directives further lines of its configuration
   */
  public static ApacheProxy start(Path folder, String origin, String... directives)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "apache-");
    int port = Ports.free();
    Path configuration = own.resolve("httpd.conf");
    Files.writeString(
        configuration, configuration(own, port, origin) + String.join("\n", directives) + "\n");
    Path output = own.resolve("output");
    Process process =
        Processes.leashed(
                Command.find("apache2").orElseThrow().toString(),
                "-D",
                "FOREGROUND",
                "-f",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    ApacheProxy proxy = new ApacheProxy(process, port);
    try {
      Ports.await(process, "127.0.0.1", port, START);
      return proxy;
    } catch (IOException e) {
      proxy.close();
      throw new IOException(read(output) + read(own.resolve("errors")), e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  // the headers of a request as long as tickets with many groups make them
  private static String configuration(Path folder, int port, String origin) {
    String modules =
        Stream.of("mpm_event", "authz_core", "proxy", "proxy_http", "proxy_ajp", "headers")
            .map(each -> "LoadModule " + each + "_module " + MODULES + "/mod_" + each + ".so\n")
            .reduce("", String::concat);
    return String.format(
        Locale.ROOT,
        """
        ServerRoot %1$s
        ServerName localhost
        Listen 127.0.0.1:%2$d
        PidFile %1$s/pid
        ErrorLog %1$s/errors
        LogLevel warn
        %3$sUser www-data
        Group www-data
        StartServers 1
        ServerLimit 1
        ThreadsPerChild 25
        MaxRequestWorkers 25
        LimitRequestFieldSize 65536
        ProxyIOBufferSize 65536
        ProxyPass / %4$s
        """,
        folder,
        port,
        modules,
        origin);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
