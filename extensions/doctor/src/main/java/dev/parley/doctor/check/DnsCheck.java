package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.Krb5Conf;
import dev.parley.doctor.net.Page;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the host's name and its addresses lead to each other: MIT's library, and so curl and
 * Firefox on Linux, ask for a ticket for the name of the address unless {@code rdns} is off.
 */
final class DnsCheck implements Check {
  /** Why nothing that needs a ticket can be tried. */
  static final String NO_TICKET = "clients ask for no ticket for an address";

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Page page = facts.page().orNull();
    if (page == null) {
      return List.of(new Skipped(facts.page().why()));
    }
    if (Hosts.isAddress(page.host())) {
      return List.of(
          new Fail(
              "the URL has the address " + page.host() + " and no name",
              "use the server's name: " + NO_TICKET));
    }
    List<InetAddress> addresses = facts.world().names().addresses(page.host());
    if (addresses.isEmpty()) {
      return List.of(
          new Fail(page.host() + " has no address", "enter it in DNS, or correct the URL"));
    }
    return reverse(page.host(), addresses, facts);
  }

  private static List<Finding> reverse(String host, List<InetAddress> addresses, Facts facts) {
    Set<String> right = new LinkedHashSet<>();
    right.add(host);
    facts.world().names().canonicalName(host).ifPresent(right::add);
    List<Finding> findings = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (InetAddress address : addresses) {
      Optional<String> name = facts.world().names().nameOf(address);
      shown.add(address.getHostAddress());
      if (name.isEmpty()) {
        findings.add(
            new Warn(
                address.getHostAddress() + " of " + host + " has no name in DNS",
                "enter a PTR record that names " + host));
      } else if (right.stream().noneMatch(each -> Hosts.same(each, name.get()))) {
        findings.add(mismatch(host, address, name.get(), facts));
      }
    }
    if (findings.isEmpty()) {
      findings.add(new Ok(host + " is " + String.join(", ", shown) + ", and back"));
    }
    return findings;
  }

  private static Finding mismatch(String host, InetAddress address, String name, Facts facts) {
    String text =
        host + " is " + address.getHostAddress() + ", which is " + name.toLowerCase(Locale.ROOT);
    String mend = "correct the PTR record, or set rdns = false in krb5.conf of all clients";
    boolean asksByAddress = facts.krb5Conf().map(DnsCheck::asksByAddress).or(true);
    return asksByAddress ? new Fail(text, mend) : new Warn(text, mend);
  }

  /** Whether clients of this machine ask for the name that the address has. */
  private static boolean asksByAddress(Krb5Conf conf) {
    return conf.is("dns_canonicalize_hostname", true) && conf.is("rdns", true);
  }
}
