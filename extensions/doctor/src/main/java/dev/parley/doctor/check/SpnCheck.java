package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.Krb5Conf;
import dev.parley.doctor.net.Page;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether the keytab has the names under which clients ask for a ticket: {@code HTTP/} and the host
 * as it stands in the URL (Windows), its canonical name by DNS (Chromium), or, for a short name,
 * the one with the domain.
 */
final class SpnCheck implements Check {
  @Override
  public String name() {
    return "spn";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Page page = facts.page().orNull();
    KeySet keys = facts.keys().orNull();
    if (page == null || keys == null) {
      return List.of(new Skipped(page == null ? facts.page().why() : facts.keys().why()));
    }
    if (Hosts.isAddress(page.host())) {
      return List.of(new Skipped("the URL has no name"));
    }
    List<Finding> findings = new ArrayList<>();
    List<String> there = new ArrayList<>();
    names(page.host(), facts)
        .forEach(
            (host, who) -> {
              List<String> realms = realms(keys, host);
              if (realms.isEmpty()) {
                findings.add(missing(host, who, keys, facts));
              } else {
                there.add("HTTP/" + host + "@" + String.join(",", realms));
                realm(host, realms, facts).ifPresent(findings::add);
              }
            });
    if (findings.isEmpty()) {
      findings.add(new Ok("the keytab has " + String.join(" and ", there)));
    }
    return findings;
  }

  /**
   * The names, and who asks for them.
   *
   * @param clients in words
   * @param most whether these are so many that without them nothing goes
   */
  private record Asker(String clients, boolean most) {}

  private static Map<String, Asker> names(String host, Facts facts) {
    Map<String, Asker> names = new LinkedHashMap<>();
    Optional<String> canonical = canonical(host, facts);
    names.put(host, new Asker("clients that take the name of the URL", canonical.isEmpty()));
    canonical.ifPresent(
        name -> names.put(name, new Asker("clients that take the canonical name of DNS", true)));
    return names;
  }

  private static Optional<String> canonical(String host, Facts facts) {
    Optional<String> alias = facts.world().names().canonicalName(host);
    Optional<String> full =
        Hosts.isShort(host) && !host.equals("localhost")
            ? facts.world().names().addresses(host).stream()
                .flatMap(address -> facts.world().names().nameOf(address).stream())
                .filter(name -> Hosts.same(host, name))
                .findFirst()
            : Optional.empty();
    return alias.or(() -> full).filter(name -> !name.equalsIgnoreCase(host));
  }

  private static List<String> realms(KeySet keys, String host) {
    TreeSet<String> realms = new TreeSet<>();
    for (ServiceKey each : keys.keys()) {
      if (keys.hasService(each.realm(), List.of("HTTP", host))) {
        realms.add(each.realm());
      }
    }
    return List.copyOf(realms);
  }

  private static Finding missing(String host, Asker who, KeySet keys, Facts facts) {
    String detail =
        who.clients()
            + " ask for HTTP/"
            + host
            + "; the keytab has "
            + String.join(", ", keys.principals());
    boolean other =
        facts.takesOtherNames()
            && keys.keys().stream()
                .anyMatch(each -> KeySet.isOfClass(each, each.realm(), List.of("HTTP", host)));
    if (other) {
      return new Warn(
          detail + ": they are let in if both names are of one account",
          "give both names to one account (setspn -S), or add the SPN to the keytab",
          Reason.WRONG_SPN);
    }
    return who.most() ? Fail.of(Reason.WRONG_SPN, detail) : Warn.of(Reason.WRONG_SPN, detail);
  }

  /** Whether the clients of this machine ask in a realm of the keytab. */
  private static Optional<Finding> realm(String host, List<String> realms, Facts facts) {
    Krb5Conf conf = facts.krb5Conf().orNull();
    Optional<String> asked =
        conf == null ? Optional.empty() : conf.realmOf(host).or(conf::defaultRealm);
    return asked
        .filter(realm -> !realms.contains(realm))
        .map(
            realm ->
                new Fail(
                    Reason.WRONG_SPN.cause()
                        + ": by krb5.conf "
                        + host
                        + " is of the realm "
                        + realm
                        + ", the keytab has "
                        + String.join(", ", realms),
                    "correct [domain_realm] or default_realm in krb5.conf, or export the keytab of "
                        + realm,
                    Reason.WRONG_SPN));
  }
}
