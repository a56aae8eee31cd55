package dev.parley.doctor.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * The resolver of this machine for addresses (with {@code /etc/hosts}), and DNS for records that
 * the JDK's resolver does not show. Thread-safe.
 */
public final class SystemNames implements Names {
  private static final int LONGEST_CHAIN = 8;

  /** Priority, weight, port and target; the target "." says that there is no such service. */
  private static final Pattern SRV =
      Pattern.compile("(\\d{1,5}) (\\d{1,5}) (\\d{1,5}) ([^. ]\\S*)");

  /** Creates it; asks nobody yet. */
  public SystemNames() {}

  @Override
  public List<InetAddress> addresses(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  @Override
  public Optional<String> canonicalName(String name) {
    String last = name;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      List<String> next = records(last, "CNAME");
      if (next.isEmpty()) {
        break;
      }
      last = bare(next.get(0));
    }
    return last.equals(name) ? Optional.empty() : Optional.of(last);
  }

  @Override
  public Optional<String> nameOf(InetAddress address) {
    try {
      // Without a name, so that the resolver is asked.
      InetAddress nameless = InetAddress.getByAddress(address.getAddress());
      String name = nameless.getCanonicalHostName();
      if (!name.equals(nameless.getHostAddress())) {
        return Optional.of(name.toLowerCase(Locale.ROOT));
      }
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
    // The JDK hides names that do not lead back to the address, which are those that matter here.
    return records(reverseName(address.getAddress()), "PTR").stream()
        .findFirst()
        .map(SystemNames::bare);
  }

  @Override
  public List<Server> servers(String service) {
    record Weighed(int priority, int weight, Server server) {}
    List<Weighed> found = new ArrayList<>();
    for (String line : records(service, "SRV")) {
      Matcher matcher = SRV.matcher(line);
      if (matcher.matches()) {
        Server server = new Server(bare(matcher.group(4)), Integer.parseInt(matcher.group(3)));
        int priority = Integer.parseInt(matcher.group(1));
        found.add(new Weighed(priority, Integer.parseInt(matcher.group(2)), server));
      }
    }
    found.sort(
        Comparator.comparingInt(Weighed::priority)
            .thenComparing(Comparator.comparingInt(Weighed::weight).reversed()));
    return found.stream().map(Weighed::server).toList();
  }

  /** RFC 1035 section 3.5, RFC 3596 section 2.5. */
  static String reverseName(byte[] address) {
    StringBuilder name = new StringBuilder();
    for (int i = address.length - 1; i >= 0; i--) {
      int octet = address[i] & 0xFF;
      if (address.length == 4) {
        name.append(octet).append('.');
      } else {
        name.append(Character.forDigit(octet & 0xF, 16)).append('.');
        name.append(Character.forDigit(octet >> 4, 16)).append('.');
      }
    }
    return name.append(address.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
  }

  // JNDI wants a Hashtable. Its provider for DNS makes text of records and no objects, and the name
  // goes behind a fixed scheme.
  @SuppressWarnings({"JdkObsolete", "BanJNDI"})
  private static List<String> records(String name, String type) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put("com.sun.jndi.dns.timeout.initial", "1000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    List<String> values = new ArrayList<>();
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        // As a URL, so that no letter of the name is taken for syntax.
        Attribute attribute =
            context.getAttributes("dns:///" + name, new String[] {type}).get(type);
        NamingEnumeration<?> all = attribute == null ? null : attribute.getAll();
        while (all != null && all.hasMore()) {
          values.add(String.valueOf(all.next()));
        }
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      // No such name, no such record, no DNS server: all the same to who asks.
      return List.of();
    }
    return values;
  }

  private static String bare(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
