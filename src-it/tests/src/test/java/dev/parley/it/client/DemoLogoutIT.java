package dev.parley.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.DemoUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the demo's page says of Firefox to those who log out is what Firefox does. */
@DisplayName("Logging out of the demo")
final class DemoLogoutIT {
  private static final String HEADING = "document.querySelector('h1').innerText";

  @Test
  @DisplayName("Firefox sends the old password once more, and then asks, on an open page too")
  void firefox() throws Exception {
    assumeThat(FirefoxClient.FIREFOX).isPresent();
    Path profile = Files.createTempDirectory("parley-it-firefox-");
    try (var preferences = getClass().getResourceAsStream("/clients/firefox-user.js");
        ContainerProcess server =
            ContainerProcess.of(ContainerKind.TOMCAT_11)
                .war(Built.artifact("demo-webapp", "war"))
                .start()) {
      Files.write(profile.resolve("user.js"), preferences.readAllBytes());
      Login alice =
          new Login(
              "alice",
              DemoUsers.password(server, "alice"),
              profile.resolve("no-realm"),
              profile.resolve("no-ticket"));
      try (FirefoxPrompt firefox =
          new FirefoxPrompt(profile, alice, Map.of("HOME", profile.toString()))) {
        logInAndOut(firefox, "http://127.0.0.1:" + server.port() + "/");
      }
    } finally {
      Pages.delete(profile);
    }
  }

  private static void logInAndOut(FirefoxPrompt firefox, String page) throws Exception {
    firefox.load(page + "sign-in");
    assertThat(firefox.run(HEADING)).contains("alice");
    assertThat(firefox.prompts()).isEqualTo(1);
    firefox.run("document.querySelector('form.session').submit()");
    await(firefox, "You are logged out");
    assertThat(firefox.prompts()).isEqualTo(1);
    firefox.load(page);
    assertThat(firefox.prompts()).isEqualTo(2);
    assertThat(firefox.run(HEADING)).contains("alice");
  }

  private static void await(FirefoxPrompt firefox, String heading) throws Exception {
    String seen = "";
    for (int i = 0; i < 100 && !seen.contains(heading); i++) {
      Thread.sleep(100);
      try {
        seen = firefox.run(HEADING);
      } catch (IOException e) {
        seen = e.toString(); // the page is gone and the next is not there yet
      }
    }
    assertThat(seen).contains(heading);
  }
}
