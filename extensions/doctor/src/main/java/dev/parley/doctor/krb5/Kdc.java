package dev.parley.doctor.krb5;

import dev.parley.doctor.net.Names;
import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a key distribution centre listens.
 *
 * @param host a name or an address, without brackets
 * @param port the port
 * @param transports how it may be asked
 */
public record Kdc(String host, int port, Set<Transport> transports) {
  /** RFC 4120 section 7.2. */
  public enum Transport {
    /** One datagram there, one back. */
    UDP,
    /** A length before each message. */
    TCP
  }

  private static final int PORT = 88;
  private static final Set<Transport> BOTH = Set.of(Transport.values());
  private static final Pattern FORM =
      Pattern.compile("(?:(tcp|udp)/)?(\\[[0-9a-fA-F:.]+\\]|[^\\s:/\\[\\]]+)(?::(\\d{1,5}))?");

  /** Copies the set. */
  public Kdc {
    transports = Set.copyOf(transports);
  }

  /**
   * Reads a value of krb5.conf: {@code host}, {@code host:port}, {@code tcp/host}.
   *
   * @throws MalformedTokenException when it is none, such as the URL of a KDC proxy
   */
  public static Kdc parse(String text) throws MalformedTokenException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedTokenException("host or host:port is expected");
    }
    String host = matcher.group(2);
    String port = matcher.group(3);
    int number = port == null ? PORT : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw new MalformedTokenException("a port from 1 to 65535 is expected");
    }
    String transport = matcher.group(1);
    return new Kdc(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        number,
        transport == null ? BOTH : Set.of(transport.equals("tcp") ? Transport.TCP : Transport.UDP));
  }

  /** The KDCs that DNS names for a realm (RFC 4120 section 7.2.3.2). */
  public static List<Kdc> ofDns(String realm, Names names) {
    Set<Names.Server> udp = new LinkedHashSet<>(names.servers("_kerberos._udp." + realm));
    Set<Names.Server> tcp = new LinkedHashSet<>(names.servers("_kerberos._tcp." + realm));
    Set<Names.Server> all = new LinkedHashSet<>(udp);
    all.addAll(tcp);
    List<Kdc> found = new ArrayList<>();
    for (Names.Server each : all) {
      Set<Transport> transports = new LinkedHashSet<>();
      if (udp.contains(each)) {
        transports.add(Transport.UDP);
      }
      if (tcp.contains(each)) {
        transports.add(Transport.TCP);
      }
      found.add(new Kdc(each.host(), each.port(), transports));
    }
    return found;
  }

  /** Host and port, for people. */
  public String place() {
    return host + ":" + port;
  }
}
