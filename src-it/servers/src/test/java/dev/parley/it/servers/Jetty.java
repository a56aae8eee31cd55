package dev.parley.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * jetty-home with the modules that a WAR needs.
 *
 * @param environment {@code ee10} or {@code ee11}
 */
record Jetty(String environment) implements Layout {
  private static final String WEB_SOCKETS =
      "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter";

  @Override
  public String distribution() {
    return "jetty";
  }

  /** Its own filter for WebSockets, which would stand in front of all others otherwise. */
  @Override
  public String webXml() throws IOException {
    return War.inReadme(WEB_SOCKETS).replace("ee10", environment);
  }

  @Override
  public List<String> saidWithoutIt() {
    return List.of("/partial is behind the filter by which Jetty opens WebSockets");
  }

  @Override
  public void prepare(Site site, List<Path> wars) throws IOException {
    Tree.folders(site.base(), "webapps", "logs", "resources", "work");
    Tree.copyAll(wars, deployments(site));
  }

  @Override
  public List<String> command(Site site) {
    String modules =
        Stream.of("deploy", "annotations", "websocket-jakarta")
            .map(each -> environment + "-" + each)
            .collect(Collectors.joining(","));
    return List.of(
        site.java().toString(),
        "-Xmx512m",
        "-jar",
        site.home().resolve("start.jar").toString(),
        "jetty.home=" + site.home(),
        "jetty.base=" + site.base(),
        // behind the modules of an environment they would be properties of that alone
        "jetty.deploy.scanInterval=1",
        "jetty.http.host=127.0.0.1",
        "jetty.http.port=" + site.port(),
        "--module=http," + modules);
  }

  @Override
  public Path logs(Site site) {
    return site.base().resolve("logs");
  }

  @Override
  public Path deployments(Site site) {
    return site.base().resolve("webapps");
  }

  @Override
  public boolean hasDecided(Site site, String application, String log) {
    // it deploys before it listens, and says so last
    return log.contains("Started oejs.Server@");
  }
}
