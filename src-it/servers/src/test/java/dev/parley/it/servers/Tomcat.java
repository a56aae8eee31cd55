package dev.parley.it.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Apache Tomcat with the configuration of its distribution, but for the addresses. */
record Tomcat(String distribution) implements Layout {

  @Override
  public void prepare(Site site, List<Path> wars) throws IOException {
    Tree.copy(site.home().resolve("conf"), site.base().resolve("conf"));
    Path server = site.base().resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + site.port() + "\""));
    Tree.folders(site.base(), "temp", "logs", "work", "webapps");
    Tree.copyAll(wars, deployments(site));
  }

  @Override
  public List<String> command(Site site) {
    Path bin = site.home().resolve("bin");
    return List.of(
        site.java().toString(),
        "-Xmx512m",
        "-Djava.util.logging.config.file=" + site.base().resolve("conf/logging.properties"),
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Dcatalina.home=" + site.home(),
        "-Dcatalina.base=" + site.base(),
        "-Djava.io.tmpdir=" + site.base().resolve("temp"),
        "-cp",
        bin.resolve("bootstrap.jar") + File.pathSeparator + bin.resolve("tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap",
        "start");
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
    return log.contains("/" + application + ".war] has finished");
  }
}
