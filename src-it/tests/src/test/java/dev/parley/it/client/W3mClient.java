package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** w3m: a command for each URL. It gives up unless MD5 comes first. */
record W3mClient() implements Client {
  private static final Optional<Path> W3M = Command.find("w3m");

  @Override
  public String name() {
    return "w3m";
  }

  @Override
  public Optional<String> version() {
    return Command.version(W3M, "w3m/([0-9.]+)", "-version");
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path home = Files.createTempDirectory("parley-it-w3m-");
    try {
      for (String url : urls) {
        String program = W3M.orElseThrow().toString();
        List<String> command = List.of(program, "-dump_source", Pages.withUser(url, this));
        String page =
            Command.of(command).with(Map.of("HOME", home.toString())).run().expectSuccess();
        if (!page.contains("user=" + user())) {
          throw new AssertionError(page);
        }
      }
    } finally {
      Pages.delete(home);
    }
  }
}
