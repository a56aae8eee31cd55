package dev.parley.it.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where processes listen, as Linux tells it. */
final class Sockets {
  private static final String LISTENS = "0A";
  private static final String SOCKET = "socket:[";

  private Sockets() {}

  /** The addresses at which these processes listen by TCP. */
  static List<InetAddress> listening(List<Long> pids) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (long pid : pids) {
      Set<String> own = inodes(pid);
      for (String file : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + file))) {
          String[] fields = line.strip().split("\\s+");
          if (fields[3].equals(LISTENS) && own.contains(fields[9])) {
            addresses.add(address(fields[1].split(":")[0]));
          }
        }
      }
    }
    return addresses;
  }

  private static Set<String> inodes(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path each : files.filter(Files::isSymbolicLink).toList()) {
        String target = Files.readSymbolicLink(each).toString();
        if (target.startsWith(SOCKET)) {
          inodes.add(target.substring(SOCKET.length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  // words of four octets, each in the order of the machine, which is little-endian
  private static InetAddress address(String hex) throws IOException {
    byte[] octets = HexFormat.of().parseHex(hex);
    byte[] turned = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      turned[i] = octets[(i / 4) * 4 + 3 - i % 4];
    }
    return InetAddress.getByAddress(turned);
  }
}
