package dev.parley.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

  /** Writes its folder, with the WARs to be deployed, listening on loopback alone. */
  void prepare(Site site, List<Path> wars) throws IOException;

  /** The command that runs it in the foreground. */
  List<String> command(Site site) throws IOException, InterruptedException;

  /** What the command has in its environment beside that of the tests. */
  default Map<String, String> environment(Site site) {
    return Map.of();
  }

  /** The folder with its log files; what it writes to its output is read in any case. */
  Path logs(Site site);

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
  record Site(Path home, Path base, Path java, int port) {}
}
