package dev.parley.it.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The users of the demo's WAR, whose passwords stand in the container's log. */
public final class DemoUsers {
  private DemoUsers() {}

  /** The password of a user; fails where the log names none, or several. */
  public static String password(ContainerProcess server, String user) {
    Matcher line =
        Pattern.compile("Parley demo: user " + user + ", password ([0-9a-f]{16}),")
            .matcher(server.output());
    if (!line.find()) {
      throw new AssertionError("no password of " + user + " in\n" + server.output());
    }
    String password = line.group(1);
    if (line.find()) {
      throw new AssertionError("the password of " + user + " stands there twice");
    }
    return password;
  }
}
