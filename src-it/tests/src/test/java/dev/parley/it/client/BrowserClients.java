package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headless browsers with a ticket cache, or with a password for NTLM. */
final class BrowserClients {
  private BrowserClients() {}

  static List<NegotiateClient> all() {
    return List.of(
        new Chromium(NegotiateClient.Mechanism.KERBEROS),
        new Chromium(NegotiateClient.Mechanism.NTLM),
        new Firefox(),
        new FirefoxAsking());
  }

  private static String withUser(String url, Login login) {
    return url.replace("://", "://" + login.user() + ":" + login.password() + "@");
  }

  private record Chromium(Mechanism mechanism) implements NegotiateClient {
    @Override
    public String name() {
      return "Chromium";
    }

    @Override
    public Optional<String> version() {
      return new ChromiumClient().version();
    }

    @Override
    public boolean loadsPages() {
      return true;
    }

    @Override
    public void get(Login login, List<String> urls) throws Exception {
      Path profile = Files.createTempDirectory("parley-it-chromium-");
      boolean kerberos = mechanism == Mechanism.KERBEROS;
      try {
        // a fresh profile loads the Kerberos library only after it once met the scheme
        Files.writeString(
            profile.resolve("Local State"),
            "{\"net\":{\"received_http_auth_negotiate_headers\":true}}");
        for (String url : urls) {
          List<String> words = new ArrayList<>();
          words.add(ChromiumClient.CHROMIUM.orElseThrow().toString());
          words.addAll(ChromiumClient.QUIET);
          words.add("--ignore-certificate-errors");
          words.add("--user-data-dir=" + profile);
          if (kerberos) {
            words.add("--auth-server-allowlist=localhost");
          }
          words.add(kerberos ? url : withUser(url, login));
          Command.of(words)
              .with(kerberos ? login.kerberosEnvironment() : login.environmentWithoutTickets())
              .run()
              .expectSuccess();
        }
      } finally {
        Pages.delete(profile);
      }
    }

    @Override
    public String toString() {
      return name() + ", " + mechanism;
    }
  }

  private record Firefox() implements NegotiateClient {
    private static final String PREFERENCES =
        """
        user_pref("network.negotiate-auth.trusted-uris", "localhost");
        user_pref("network.dns.disabled", false);
        """;

    @Override
    public String name() {
      return "Firefox";
    }

    @Override
    public Mechanism mechanism() {
      return Mechanism.KERBEROS;
    }

    @Override
    public Optional<String> version() {
      return new FirefoxClient().version();
    }

    @Override
    public boolean loadsPages() {
      return true;
    }

    @Override
    public void get(Login login, List<String> urls) throws Exception {
      Path profile = Files.createTempDirectory("parley-it-firefox-");
      try (var preferences = getClass().getResourceAsStream("/clients/firefox-user.js")) {
        String text = new String(preferences.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(profile.resolve("user.js"), text + PREFERENCES);
        for (String url : urls) {
          Command.of(
                  FirefoxClient.FIREFOX.orElseThrow().toString(),
                  "--headless",
                  "--no-remote",
                  "--profile",
                  profile.toString(),
                  "--screenshot",
                  profile.resolve("page.png").toString(),
                  url)
              .with(Map.of("HOME", profile.toString()))
              .with(login.kerberosEnvironment())
              .run()
              .expectSuccess();
        }
      } finally {
        Pages.delete(profile);
      }
    }

    @Override
    public String toString() {
      return name() + ", " + mechanism();
    }
  }

  /** With answered prompts: for NTLM Firefox does not look at the user in the address. */
  private record FirefoxAsking() implements NegotiateClient {
    private static final String PREFERENCES =
        """
        user_pref("network.auth.force-generic-ntlm", true);
        user_pref("network.dns.disabled", false);
        user_pref("remote.prefs.recommended", false);
        """;

    @Override
    public String name() {
      return "Firefox";
    }

    @Override
    public Optional<String> version() {
      return new FirefoxClient().version();
    }

    @Override
    public Mechanism mechanism() {
      return Mechanism.NTLM;
    }

    @Override
    public boolean loadsPages() {
      return true;
    }

    @Override
    public void get(Login login, List<String> urls) throws Exception {
      Path profile = Files.createTempDirectory("parley-it-firefox-");
      try (var preferences = getClass().getResourceAsStream("/clients/firefox-user.js")) {
        String text = new String(preferences.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(profile.resolve("user.js"), text + PREFERENCES);
        try (FirefoxPrompt firefox =
            new FirefoxPrompt(profile, login, Map.of("HOME", profile.toString()))) {
          for (String url : urls) {
            firefox.load(url);
          }
        }
      } finally {
        Pages.delete(profile);
      }
    }

    @Override
    public String toString() {
      return name() + ", " + mechanism();
    }
  }
}
