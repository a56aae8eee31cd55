package dev.parley.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.Ports;
import dev.parley.it.realm.Processes;
import dev.parley.it.servers.Layout.Site;
import dev.parley.it.support.Built;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own. It ends when it is closed, and with this process. */
final class Server implements AutoCloseable {
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration END = Duration.ofMinutes(3);

  private final Layout layout;
  private final Site site;
  private final List<Variant> variants;
  private final Path folder;
  private final Path console;
  private final Map<String, Integer> before = new HashMap<>();
  private @Nullable Process process;

  private Server(Layout layout, Site site, List<Variant> variants, Path folder) {
    this.layout = layout;
    this.site = site;
    this.variants = variants;
    this.folder = folder;
    this.console = folder.resolve("console");
  }

  /** Lays it out below a folder, with a WAR for each of the variants; it is not started. */
  static Server prepare(Layout layout, Path java, Path folder, List<Variant> variants)
      throws IOException, InterruptedException {
    Path base = Files.createDirectory(folder.resolve("base"));
    Site site = new Site(home(layout), base, java, Ports.free());
    List<Path> written = new ArrayList<>();
    for (Variant each : variants) {
      written.add(write(layout, folder, each));
    }
    layout.prepare(site, written);
    for (Path each : written) {
      Files.delete(each);
    }
    return new Server(layout, site, variants, folder);
  }

  private static Path write(Layout layout, Path folder, Variant variant) throws IOException {
    Path wars = Files.createDirectories(folder.resolve("wars"));
    return War.write(
        wars, variant, layout.webXml(), disk(folder, variant), disk(folder, variant.users()));
  }

  private static Path home(Layout layout) throws IOException {
    Path unpacked =
        Built.itFolder().resolve("servers/target/servers").resolve(layout.distribution());
    try (Stream<Path> folders = Files.list(unpacked)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** Where the users file of a variant is expected. */
  static Path disk(Path folder, Variant variant) {
    return folder.resolve("disk-of-" + variant.id());
  }

  /** Starts it and waits until each application is deployed, or is known not to be. */
  void start() throws IOException, InterruptedException {
    logs().forEach((file, text) -> before.put(file, text.length()));
    ProcessBuilder builder = Processes.leashed(layout.command(site).toArray(String[]::new));
    builder.environment().put("JAVA_HOME", site.jdk().toString());
    builder.environment().putAll(layout.environment(site));
    builder.directory(site.base().toFile()).redirectErrorStream(true);
    Process started =
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile())).start();
    process = started;
    // the shell that holds the server by its input outlives it
    ProcessHandle program =
        Awaitility.await("the program")
            .atMost(MOST)
            .until(() -> started.children().findAny(), Optional::isPresent)
            .orElseThrow();
    await(program, "the port", () -> Ports.answers("127.0.0.1", site.port()));
    for (Variant each : variants) {
      await(
          program, "deployment of " + each, () -> layout.hasDecided(site, each.id(), logOfBoot()));
    }
  }

  private static void await(ProcessHandle program, String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(MOST)
        .pollInterval(Duration.ofMillis(200))
        .failFast("the server has ended", () -> !program.isAlive())
        .until(condition);
  }

  /** Has it take an application away while it runs; returns before it has done so. */
  void undeploy(Variant variant) throws IOException {
    layout.undeploy(site, variant.id());
  }

  /** Has it deploy an application while it runs; returns before it has done so. */
  void deploy(Variant variant) throws IOException {
    layout.deploy(site, write(layout, folder, variant));
  }

  /** Ends it; it can be started again. */
  void stop() {
    Processes.stop(process, END);
    process = null;
  }

  /** A request to an application, on a connection of its own. */
  Reply request(Variant variant, String method, String path, String... headers) throws IOException {
    return request(method, "/" + variant.id() + path, headers);
  }

  /** A request on a connection of its own. */
  Reply request(String method, String target, String... headers) throws IOException {
    String[] all = headers.length == 0 ? new String[] {"Connection: close"} : headers;
    try (RawHttp http = connect()) {
      return http.request(method, target, all);
    }
  }

  /** A connection. */
  RawHttp connect() throws IOException {
    return new RawHttp(site.port());
  }

  /** All that it has written to its output and its log files. */
  String log() throws IOException {
    return String.join("\n", logs().values());
  }

  /** The same by file. */
  Map<String, String> logs() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("output", read(console));
    if (Files.isDirectory(layout.logs(site))) {
      try (Stream<Path> files = Files.list(layout.logs(site))) {
        for (Path each : files.filter(Files::isRegularFile).toList()) {
          texts.put(each.getFileName().toString(), read(each));
        }
      }
    }
    return texts;
  }

  /** What it has written since it was last started. */
  private String logOfBoot() throws IOException {
    return logs().entrySet().stream()
        .map(each -> each.getValue().substring(lengthBefore(each)))
        .collect(Collectors.joining("\n"));
  }

  private int lengthBefore(Map.Entry<String, String> log) {
    // a log that was rotated meanwhile starts anew
    int length = before.getOrDefault(log.getKey(), 0);
    return length <= log.getValue().length() ? length : 0;
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
  }

  /** Fails when a socket of the server can be reached from another machine. */
  void expectLoopbackAlone() throws IOException {
    Process running = process;
    assertThat(running).isNotNull();
    assertThat(Sockets.listening(running.descendants().map(ProcessHandle::pid).toList()))
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
  }

  /** Leaves what it has logged in a folder that outlives it, for whoever looks for a failure. */
  void keepLogs(Path kept) throws IOException {
    Files.createDirectories(kept);
    for (Map.Entry<String, String> each : logs().entrySet()) {
      Files.writeString(kept.resolve(each.getKey()), each.getValue());
    }
  }

  @Override
  public void close() {
    stop();
  }
}
