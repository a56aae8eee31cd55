package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Headless Chromium. The first page's address has user and password, which stands for the prompt; a
 * second prompt would show as a resource that is never loaded.
 */
record ChromiumClient() implements Client {
  static final Optional<Path> CHROMIUM =
      Command.find("chromium", "chromium-browser", "google-chrome");
  static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-proxy-server",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
          "--virtual-time-budget=20000",
          "--dump-dom");

  @Override
  public String name() {
    return "Chromium";
  }

  @Override
  public Optional<String> version() {
    return Command.version(CHROMIUM, "(?:Chromium|Chrome) (\\S+)", "--version");
  }

  @Override
  public boolean loadsPages() {
    return true;
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path profile = Files.createTempDirectory("parley-it-chromium-");
    try {
      for (String url : urls) {
        List<String> command = new ArrayList<>(List.of(CHROMIUM.orElseThrow().toString()));
        command.addAll(QUIET);
        command.add("--user-data-dir=" + profile);
        command.add(Pages.withUser(url, this));
        Command.of(command).run().expectSuccess();
      }
    } finally {
      Pages.delete(profile);
    }
  }
}
