package dev.parley.demo.launcher;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the terminal shows when the demo is ready. */
final class Greeting {
  private Greeting() {}

  /** The URL, the sample users if there are any, and three lines to paste. */
  static String text(@Nullable String host, int port, String realm, @Nullable SampleUsers samples) {
    String url = "http://" + authority(host, port);
    String alice = "NAME";
    String bob = "NAME";
    StringBuilder text = new StringBuilder("\nParley demo is ready: " + url + "/\n\n");
    text.append("Users of the realm \"").append(realm).append("\":\n");
    if (samples == null) {
      text.append("  yours; put a name of theirs for NAME, curl asks for the password\n");
    } else {
      for (SampleUsers.User user : samples.users()) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %-6s password %-17s roles %s%n",
                user.name(),
                user.password(),
                String.join(", ", user.roles())));
      }
      alice = login(samples.users().get(0));
      bob = login(samples.users().get(1));
    }
    text.append("\nTry:\n");
    text.append(curl(alice, url + "/protected/hello"));
    text.append(curl(bob, url + "/protected/whoami"));
    text.append(curl(alice, url + "/admin/"));
    return text.append("\nCtrl+C stops it.\n").toString();
  }

  private static String authority(@Nullable String host, int port) {
    if (host == null) {
      return "localhost:" + port;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String login(SampleUsers.User user) {
    return user.name() + ":" + user.password();
  }

  private static String curl(String login, String url) {
    return "  curl --digest -u " + login + " " + url + "\n";
  }
}
