package dev.parley.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with the features servlet and websocket. */
record OpenLiberty() implements Layout {
  private static final String NAME = "it";

  @Override
  public String distribution() {
    return "open-liberty";
  }

  private static Path server(Site site) {
    return site.base().resolve("servers").resolve(NAME);
  }

  @Override
  public void prepare(Site site, List<Path> wars) throws IOException {
    Tree.folders(server(site), "apps");
    Tree.copyAll(wars, deployments(site));
    StringBuilder applications = new StringBuilder();
    for (Path war : wars) {
      String name = war.getFileName().toString().replace(".war", "");
      applications.append(
          "  <webApplication name='%1$s' location='%1$s.war' contextRoot='/%1$s'/>\n"
              .formatted(name));
    }
    Files.writeString(
        server(site).resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>servlet-6.0</feature>
            <feature>websocket-2.1</feature>
          </featureManager>
          <httpEndpoint id='defaultHttpEndpoint' host='127.0.0.1' httpPort='%d' httpsPort='-1'/>
        %s</server>
        """
            .formatted(site.port(), applications));
  }

  @Override
  public List<String> command(Site site) {
    Path tools = site.home().resolve("bin/tools");
    return List.of(
        site.java().toString(),
        "-javaagent:" + tools.resolve("ws-javaagent.jar"),
        "-Djava.awt.headless=true",
        "-Xmx512m",
        "-jar",
        tools.resolve("ws-server.jar").toString(),
        NAME);
  }

  @Override
  public Map<String, String> environment(Site site) {
    return Map.of("WLP_USER_DIR", site.base().toString());
  }

  @Override
  public Path logs(Site site) {
    return server(site).resolve("logs");
  }

  @Override
  public Path deployments(Site site) {
    return server(site).resolve("apps");
  }

  @Override
  public boolean hasDecided(Site site, String application, String log) {
    return log.lines()
        .filter(line -> line.matches(".*CWWKZ00(01|02|03|12|13|22).*"))
        .anyMatch(line -> line.matches(".*\\b\\Q" + application + "\\E( |\\.).*"));
  }
}
