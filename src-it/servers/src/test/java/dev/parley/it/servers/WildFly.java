package dev.parley.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.Ports;
import dev.parley.it.support.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * WildFly, standalone.
 *
 * @param eager whether filters start at deployment, by the line in the README
 */
record WildFly(boolean eager) implements Layout {
  private static final Pattern EAGER = Pattern.compile("/subsystem=undertow/[^\"]*");
  private static final Duration CLI = Duration.ofMinutes(10);
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.security",
          "java.util",
          "java.util.concurrent");

  @Override
  public String distribution() {
    return "wildfly";
  }

  @Override
  public Set<String> brings() {
    return Set.of("slf4j-api", "jackson-annotations");
  }

  @Override
  public void prepare(Site site, List<Path> wars) throws IOException, InterruptedException {
    Tree.copy(site.home().resolve("standalone"), site.base());
    if (eager) {
      initialiseFiltersEagerly(site);
    }
    Tree.copyAll(wars, deployments(site));
  }

  /** Has its own tool write the README's line into the configuration of the server to be. */
  private static void initialiseFiltersEagerly(Site site) throws IOException, InterruptedException {
    String readme = Files.readString(Built.projectFolder().resolve("README.md"));
    Matcher line = EAGER.matcher(readme);
    assertThat(line.find()).as("the README has the line for WildFly").isTrue();
    Path script = site.base().resolve("eager.cli");
    Files.writeString(script, "embed-server\n" + line.group() + "\n");
    Command.of("/bin/sh", site.home().resolve("bin/jboss-cli.sh").toString(), "--file=" + script)
        .with(
            Map.of(
                "JAVA_HOME",
                site.jdk().toString(),
                "JAVA_OPTS",
                "-Djboss.server.base.dir=" + site.base() + " -Duser.home=" + site.base()))
        .within(CLI)
        .run()
        .expectSuccess();
  }

  @Override
  public List<String> command(Site site) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(site.java().toString(), "-Xmx768m", "-Djava.awt.headless=true"));
    OPENED.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
            "-Dorg.jboss.boot.log.file=" + logs(site).resolve("server.log"),
            "-Dlogging.configuration="
                + site.base().resolve("configuration/logging.properties").toUri(),
            "-jar",
            site.home().resolve("jboss-modules.jar").toString(),
            "-mp",
            site.home().resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-Djboss.home.dir=" + site.home(),
            "-Djboss.server.base.dir=" + site.base(),
            "-b=127.0.0.1",
            "-bmanagement=127.0.0.1",
            "-Djboss.http.port=" + site.port(),
            "-Djboss.https.port=" + Ports.free(),
            "-Djboss.management.http.port=" + Ports.free()));
    return command;
  }

  @Override
  public Path logs(Site site) {
    return site.base().resolve("log");
  }

  @Override
  public Path deployments(Site site) {
    return site.base().resolve("deployments");
  }

  // markers beside the WAR tell its scanner what to do

  @Override
  public void undeploy(Site site, String application) throws IOException {
    Files.delete(deployments(site).resolve(application + ".war.deployed"));
  }

  @Override
  public void deploy(Site site, Path war) throws IOException {
    Layout.super.deploy(site, war);
    Files.createFile(deployments(site).resolve(war.getFileName() + ".dodeploy"));
  }

  @Override
  public boolean hasDecided(Site site, String application, String log) {
    Path folder = deployments(site);
    return Stream.of(".deployed", ".failed")
        .anyMatch(each -> Files.exists(folder.resolve(application + ".war" + each)));
  }
}
