package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** curl: all URLs in one command, or a command for each as in shell scripts. */
public record CurlClient(boolean commandForEach) implements Client {
  private static final Optional<Path> CURL = Command.find("curl");

  @Override
  public String name() {
    return commandForEach ? "curl, a command for each" : "curl";
  }

  @Override
  public Optional<String> version() {
    return Command.version(CURL, "curl (\\S+)", "--version");
  }

  @Override
  public void get(List<String> urls) throws Exception {
    if (!commandForEach) {
      curl(urls);
      return;
    }
    for (String url : urls) {
      curl(List.of(url));
    }
  }

  /** Sends a file with PUT and returns what the application answers. */
  public String upload(Path file, String url) throws Exception {
    return curl(List.of("-T", file.toString(), url));
  }

  private String curl(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(CURL.orElseThrow().toString(), "-sS", "--fail", "--noproxy", "*"));
    command.addAll(List.of("--digest", "-u", user() + ":" + PASSWORD));
    command.addAll(arguments);
    return Command.of(command).run().expectSuccess();
  }
}
