package dev.parley.engine;

import dev.parley.authority.NtlmTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** The names of this computer, for NTLM clients. */
final class LocalNames {
  private static final String WITHOUT_NAME = "SERVER";
  private static final int LONGEST = 15;

  private LocalNames() {}

  /**
   * What clients are told of a server with a users file.
   *
   * @param domain the NetBIOS name of the domain that the file stands for; empty for none
   */
  static NtlmTarget target(String domain) {
    String computer = netbiosName(hostName());
    return domain.isEmpty()
        ? NtlmTarget.ofComputer(computer)
        : new NtlmTarget(true, computer, domain.toUpperCase(Locale.ROOT), "", "", "");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return WITHOUT_NAME;
    }
  }

  /** The first label of a host name, as Windows makes a NetBIOS name of it. */
  static String netbiosName(String host) {
    int dot = host.indexOf('.');
    String label = (dot < 0 ? host : host.substring(0, dot)).toUpperCase(Locale.ROOT);
    return label.isEmpty() ? WITHOUT_NAME : label.substring(0, Math.min(label.length(), LONGEST));
  }
}
