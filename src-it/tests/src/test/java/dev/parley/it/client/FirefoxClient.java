package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headless Firefox, see {@link ChromiumClient}. */
record FirefoxClient() implements Client {
  static final Optional<Path> FIREFOX = Command.find("firefox-esr", "firefox");

  @Override
  public String name() {
    return "Firefox";
  }

  @Override
  public Optional<String> version() {
    return Command.version(FIREFOX, "Firefox (\\S+)", "--version");
  }

  @Override
  public boolean loadsPages() {
    return true;
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path profile = Files.createTempDirectory("parley-it-firefox-");
    try (var preferences = getClass().getResourceAsStream("/clients/firefox-user.js")) {
      Files.write(profile.resolve("user.js"), preferences.readAllBytes());
      for (String url : urls) {
        List<String> command =
            List.of(
                FIREFOX.orElseThrow().toString(),
                "--headless",
                "--no-remote",
                "--profile",
                profile.toString(),
                "--screenshot",
                profile.resolve("page.png").toString(),
                Pages.withUser(url, this));
        Command.of(command).with(Map.of("HOME", profile.toString())).run().expectSuccess();
      }
    } finally {
      Pages.delete(profile);
    }
  }
}
