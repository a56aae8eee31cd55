package dev.parley.demo.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hosts by which clients may call the demo, beside those of loopback. */
final class HostNames {
  private HostNames() {}

  /**
   * Those of the command line; and where the demo listens at every address of this machine, those
   * addresses and the name of the machine.
   *
   * @param host the address to listen at, or null for the loopback addresses
   * @param names further ones
   */
  static List<String> of(@Nullable String host, List<String> names) throws IOException {
    List<String> all = new ArrayList<>(names);
    if (host != null) {
      all.add(host);
      if (InetAddress.getByName(host).isAnyLocalAddress()) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .forEach(each -> all.add(each.getHostAddress()));
        all.add(InetAddress.getLocalHost().getHostName());
      }
    }
    return all;
  }
}
