package dev.parley.demo.launcher;

import dev.parley.demo.SampleUsers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal shows when the demo is ready.
 *
 * @param host the address it listens at, or null for the loopback addresses
 * @param port the port
 * @param samples the sample users
 */
record Greeting(@Nullable String host, int port, SampleUsers samples) {

  /**
   * The URL, the users, and lines to paste.
   *
   * @param realm the realm of Digest
   * @param sampleFile whether the sample users are those of the users file
   * @param ntlm whether NTLM is offered
   * @param kerberos the private realm, if there is one
   */
  String text(String realm, boolean sampleFile, boolean ntlm, @Nullable KerberosRealm kerberos) {
    StringBuilder text = new StringBuilder("\nParley demo is ready: " + url() + "/\n\n");
    text.append("Users of the realm \"").append(realm).append("\":\n");
    if (sampleFile) {
      listUsers(text);
    } else {
      text.append("  yours; put a name of theirs for NAME, curl asks for the password\n");
    }
    String alice = sampleFile ? login(0) : "NAME";
    String bob = sampleFile ? login(1) : "NAME";
    text.append("\nTry:\n");
    text.append(curl("--digest -u " + alice, "/protected/hello"));
    text.append(curl("--digest -u " + bob, "/protected/whoami"));
    text.append(curl("--digest -u " + alice, "/admin/"));
    if (ntlm) {
      text.append("\nNTLM, with the same users:\n");
      text.append(curl("--ntlm -u " + alice, "/protected/whoami"));
    }
    if (kerberos != null) {
      kerberos(text, kerberos);
    }
    return text.append("\nCtrl+C stops it.\n").toString();
  }

  private void listUsers(StringBuilder text) {
    for (SampleUsers.User user : samples.users()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-6s password %-17s roles %s%n",
              user.name(),
              user.password(),
              String.join(", ", user.roles())));
    }
  }

  private void kerberos(StringBuilder text, KerberosRealm kerberos) {
    SampleUsers.User alice = samples.users().get(0);
    text.append("\nKerberos, in the private realm ").append(KerberosRealm.NAME).append(":\n");
    text.append("  export KRB5_CONFIG=").append(kerberos.krb5Conf());
    text.append(" KRB5CCNAME=FILE:").append(kerberos.tickets()).append('\n');
    text.append("  echo ").append(alice.password()).append(" | kinit ").append(alice.name());
    text.append('\n');
    text.append(curl("--negotiate -u :", "/protected/whoami"));
  }

  private String url() {
    return "http://" + host(host) + ":" + port;
  }

  /** The name by which clients call the demo. */
  static String host(@Nullable String host) {
    if (host == null) {
      return "localhost";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private String login(int user) {
    SampleUsers.User sample = samples.users().get(user);
    return sample.name() + ":" + sample.password();
  }

  private String curl(String options, String path) {
    return "  curl " + options + " " + url() + path + "\n";
  }
}
