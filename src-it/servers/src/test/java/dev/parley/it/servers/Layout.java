package dev.parley.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a server is laid out: what stands in its own folder, how it is started, where it logs. The
 * folder of the distribution is never written to.
 */
interface Layout {

  /** Where the distribution was unpacked, below {@code target/servers}. */
  String distribution();

  /** The oldest Java that it runs on. */
  default int leastJava() {
    return 17;
  }

  /** The artifacts among Parley's libraries that it gives to every application by itself. */
  default Set<String> brings() {
    return Set.of();
  }

  /** What a web.xml needs on it behind the filter's mapping. */
  default String webXml() throws IOException {
    return "";
  }

  /** What the filter says in the log where that is missing. */
  default List<String> saidWithoutIt() {
    return List.of();
  }

  /** Writes its folder, with the WARs to be deployed, listening on loopback alone. */
  void prepare(Site site, List<Path> wars) throws IOException, InterruptedException;

  /** The command that runs it in the foreground. */
  List<String> command(Site site) throws IOException, InterruptedException;

  /** What the command has in its environment beside that of the tests. */
  default Map<String, String> environment(Site site) {
    return Map.of();
  }

  /** The folder with its log files; what it writes to its output is read in any case. */
  Path logs(Site site);

  /** The folder that it watches for WARs. */
  Path deployments(Site site);

  /** Has it take an application away while it runs. */
  default void undeploy(Site site, String application) throws IOException {
    Files.delete(deployments(site).resolve(application + ".war"));
  }

  /** Has it deploy a WAR while it runs: the file is there at once. */
  default void deploy(Site site, Path war) throws IOException {
    Files.move(
        war,
        deployments(site).resolve(war.getFileName()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether it has said of an application that it is deployed or will not be. */
  boolean hasDecided(Site site, String application, String log);

  /**
   * Where a server lives.
   *
   * @param home the distribution
   * @param base its own folder
   * @param java the program
   * @param port for HTTP
   */
  record Site(Path home, Path base, Path java, int port) {
    /** The folder of the JDK that has the program. */
    Path jdk() {
      return java.resolve("../..").normalize();
    }
  }
}
