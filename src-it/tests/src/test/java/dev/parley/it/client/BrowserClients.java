package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headless browsers with a ticket cache, or with a password for NTLM. */
final class BrowserClients {
  private static final String TRUSTED =
      "user_pref(\"network.negotiate-auth.trusted-uris\", \"localhost\");\n";

  private BrowserClients() {}

  static List<NegotiateClient> all() {
    return List.of(
        new Chromium(NegotiateClient.Mechanism.KERBEROS, true),
        new Chromium(NegotiateClient.Mechanism.NTLM, true),
        new Firefox(),
        new FirefoxAsking(NegotiateClient.Mechanism.NTLM));
  }

  /** Those that take any certificate, and speak HTTP/1.1 only, as NTLM wants it. */
  static List<NegotiateClient> overTls() {
    return List.of(
        new Chromium(NegotiateClient.Mechanism.KERBEROS, false),
        new Chromium(NegotiateClient.Mechanism.NTLM, false),
        new FirefoxAsking(NegotiateClient.Mechanism.KERBEROS),
        new FirefoxAsking(NegotiateClient.Mechanism.NTLM));
  }

  private static String withUser(String url, Login login) {
    return url.replace("://", "://" + login.user() + ":" + login.password() + "@");
  }

  private record Chromium(Mechanism mechanism, boolean http2) implements NegotiateClient {
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
          if (!http2) {
            words.add("--disable-http2");
          }
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
        TRUSTED + "user_pref(\"network.dns.disabled\", false);\n";

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

  /**
   * With answered prompts: for NTLM Firefox does not look at the user in the address, and a
   * certificate that it does not know is one, too.
   */
  private record FirefoxAsking(Mechanism mechanism) implements NegotiateClient {
    private static final String PREFERENCES =
        """
        user_pref("network.auth.force-generic-ntlm", true);
        user_pref("network.http.http2.enabled", false);
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
    public boolean loadsPages() {
      return true;
    }

    @Override
    public void get(Login login, List<String> urls) throws Exception {
      Path profile = Files.createTempDirectory("parley-it-firefox-");
      try (var preferences = getClass().getResourceAsStream("/clients/firefox-user.js")) {
        String text = new String(preferences.readAllBytes(), StandardCharsets.UTF_8);
        boolean kerberos = mechanism == Mechanism.KERBEROS;
        Files.writeString(
            profile.resolve("user.js"), text + PREFERENCES + (kerberos ? TRUSTED : ""));
        Map<String, String> environment =
            new HashMap<>(
                kerberos ? login.kerberosEnvironment() : login.environmentWithoutTickets());
        environment.put("HOME", profile.toString());
        try (FirefoxPrompt firefox = new FirefoxPrompt(profile, login, environment)) {
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
