package dev.parley.it.servers;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * GlassFish and Payara: the domain of the distribution, on free ports of loopback. Each lets its
 * own libraries be seen by applications.
 */
record GlassFish(String distribution, int leastJava, Set<String> brings) implements Layout {
  private static final String DOMAIN = "domain1";
  private static final Pattern LISTENER = Pattern.compile("<network-listener port=\"(\\d+)\"");
  private static final Pattern OTHER_PORT =
      Pattern.compile("(<(?:iiop-listener|jmx-connector)\\b[^>]*\\bport=\")\\d+");
  private static final Duration MOST = Duration.ofMinutes(5);

  private static Path domain(Site site) {
    return site.base().resolve(DOMAIN);
  }

  @Override
  public void prepare(Site site, List<Path> wars) throws IOException {
    Tree.copy(site.home().resolve("glassfish/domains").resolve(DOMAIN), domain(site));
    Path file = domain(site).resolve("config/domain.xml");
    Files.writeString(file, onLoopback(Files.readString(file), site.port()));
    Tree.folders(domain(site), "autodeploy");
    Tree.copyAll(wars, deployments(site));
  }

  private static String onLoopback(String domain, int port) {
    String listeners =
        LISTENER
            .matcher(domain)
            .replaceAll(
                match ->
                    "<network-listener address=\"127.0.0.1\" port=\""
                        + (match.group(1).equals("8080") ? port : free())
                        + "\"");
    return OTHER_PORT
        .matcher(listeners)
        .replaceAll(match -> match.group(1) + free())
        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
        .replace("org.apache.felix.shell.remote,", "")
        // without the element it starts a broker that listens everywhere
        .replaceFirst(
            "(<config name=\"server-config\">)", "$1<jms-service type=\"REMOTE\"></jms-service>")
        .replace(
            "<hazelcast-config-specific-configuration>",
            "<hazelcast-config-specific-configuration enabled=\"false\">");
  }

  private static int free() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code asadmin} would run. */
  @Override
  public List<String> command(Site site) throws IOException, InterruptedException {
    String jdk = site.jdk().toString();
    String output =
        Command.of(
                site.home().resolve("glassfish/bin/asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                site.base().toString(),
                DOMAIN)
            .with(Map.of("AS_JAVA", jdk, "JAVA_HOME", jdk))
            .within(MOST)
            .run()
            .expectSuccess();
    return output
        .lines()
        .dropWhile(line -> !line.endsWith("/bin/java"))
        .takeWhile(Predicate.not(String::isEmpty))
        .toList();
  }

  @Override
  public Path logs(Site site) {
    return domain(site).resolve("logs");
  }

  @Override
  public Path deployments(Site site) {
    return domain(site).resolve("autodeploy");
  }

  @Override
  public boolean hasDecided(Site site, String application, String log) {
    // the files stay, and a later boot loads what was deployed, after it has begun to listen
    Path folder = deployments(site);
    return Files.exists(folder.resolve(application + ".war_deployFailed"))
        || (Files.exists(folder.resolve(application + ".war_deployed"))
            && log.contains("Loading application [" + application + "] at "));
  }
}
