package dev.parley.doctor.check;

import dev.parley.config.AddressRange;
import java.util.List;
import java.util.stream.Collectors;

/** Names of hosts, and how things are written. */
final class Hosts {
  private Hosts() {}

  static boolean isAddress(String host) {
    return AddressRange.isAddress(host);
  }

  /** Whether two names are of one host: the same, or one is the first label of the other. */
  static boolean same(String one, String other) {
    String a = bare(one);
    String b = bare(other);
    return a.equalsIgnoreCase(b) || startsWithLabel(a, b) || startsWithLabel(b, a);
  }

  /** Whether a name is of one label. */
  static boolean isShort(String host) {
    return bare(host).indexOf('.') < 0;
  }

  private static boolean startsWithLabel(String full, String label) {
    return isShort(label) && full.regionMatches(true, 0, label + ".", 0, label.length() + 1);
  }

  private static String bare(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** Numbers with commas between. */
  static String numbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
