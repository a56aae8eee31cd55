package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GNU wget: one command for all URLs. */
record WgetClient() implements Client {
  private static final Optional<Path> WGET = Command.find("wget");

  @Override
  public String name() {
    return "wget";
  }

  @Override
  public Optional<String> version() {
    return Command.version(WGET, "Wget (\\S+)", "--version");
  }

  @Override
  public void get(List<String> urls) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(WGET.orElseThrow().toString(), "--no-proxy", "-nv", "-O", "-"));
    command.addAll(List.of("--tries=1", "--user=" + user(), "--password=" + PASSWORD));
    command.addAll(urls);
    Command.of(command).run().expectSuccess();
  }
}
