package dev.parley.config;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** How much of the address space some ranges cover together. */
final class AddressSpace {
  /** The private networks, and those of every content delivery network, are far below it. */
  private static final int PART = 4;

  private static final AddressRange IPV4 = AddressRange.parse("0.0.0.0/0");

  /** Global unicast: RFC 4291 section 2.4, and what IANA has given out. */
  private static final AddressRange IPV6 = AddressRange.parse("2000::/3");

  private AddressSpace() {}

  /** Whether the ranges together cover a fourth of all addresses of IPv4 or IPv6, or more. */
  static boolean isMuch(List<AddressRange> ranges) {
    return isMuchOf(IPV4, ranges) || isMuchOf(IPV6, ranges);
  }

  private static boolean isMuchOf(AddressRange space, List<AddressRange> ranges) {
    BigInteger covered = BigInteger.ZERO;
    BigInteger next = space.first();
    for (AddressRange each :
        ranges.stream()
            .filter(range -> range.isOfTheVersionOf(space))
            .sorted(Comparator.comparing(AddressRange::first))
            .toList()) {
      BigInteger from = each.first().max(next);
      BigInteger to = each.last().min(space.last());
      if (from.compareTo(to) <= 0) {
        next = to.add(BigInteger.ONE);
        covered = covered.add(next.subtract(from));
      }
    }
    BigInteger all = space.last().subtract(space.first()).add(BigInteger.ONE);
    return covered.multiply(BigInteger.valueOf(PART)).compareTo(all) >= 0;
  }
}
