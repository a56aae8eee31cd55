package dev.parley.doctor.krb5;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in {@code krb5.conf}. Of several values of one relation the first counts, as with
 * MIT.
 *
 * @param relations in the order of the file and of those that it includes
 */
public record Krb5Conf(List<Relation> relations) {
  /** The section with the settings of the library. */
  public static final String LIBDEFAULTS = "libdefaults";

  /** The section with the realms. */
  public static final String REALMS = "realms";

  /** The section that leads from hosts to realms. */
  public static final String DOMAIN_REALM = "domain_realm";

  private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");

  /** Copies the list. */
  public Krb5Conf {
    relations = List.copyOf(relations);
  }

  /**
   * A line.
   *
   * @param path the section, and the subsections in it
   * @param key what stands left
   * @param value what stands right, without quotes
   * @param place file and line, for people
   */
  public record Relation(List<String> path, String key, String value, String place) {
    /** Copies the list. */
    public Relation {
      path = List.copyOf(path);
    }
  }

  /** The values of a key. */
  public List<String> values(List<String> path, String key) {
    return relations.stream()
        .filter(each -> each.path().equals(path) && each.key().equals(key))
        .map(Relation::value)
        .toList();
  }

  /** The value of a key of {@code [libdefaults]}. */
  public Optional<String> libdefault(String key) {
    return values(List.of(LIBDEFAULTS), key).stream().findFirst();
  }

  /** The truth of a key of {@code [libdefaults]}. */
  public boolean is(String key, boolean ifAbsent) {
    return libdefault(key).map(value -> isYes(value)).orElse(ifAbsent);
  }

  /** Whether a value means yes. */
  public static boolean isYes(String value) {
    return YES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** The realms that have an entry. */
  public Set<String> realms() {
    Set<String> realms = new LinkedHashSet<>();
    for (Relation each : relations) {
      if (each.path().size() > 1 && each.path().get(0).equals(REALMS)) {
        realms.add(each.path().get(1));
      }
    }
    return realms;
  }

  /** The KDCs that the file names for a realm, as they are written. */
  public List<String> kdcs(String realm) {
    List<String> all = new ArrayList<>();
    for (String value : values(List.of(REALMS, realm), "kdc")) {
      // The JDK takes several in one line.
      all.addAll(List.of(value.split("\\s+")));
    }
    return all;
  }

  /** The realm that {@code [domain_realm]} gives a host: by its name, or by one of its domains. */
  public Optional<String> realmOf(String host) {
    String rest = host.toLowerCase(Locale.ROOT);
    Optional<String> found = mapping(rest);
    for (int dot = rest.indexOf('.'); found.isEmpty() && dot >= 0; dot = rest.indexOf('.')) {
      String domain = rest.substring(dot);
      rest = domain.substring(1);
      String bare = rest;
      // MIT also takes a domain without its dot for the hosts below it.
      found = mapping(domain).or(() -> mapping(bare));
    }
    return found;
  }

  private Optional<String> mapping(String name) {
    return relations.stream()
        .filter(each -> each.path().equals(List.of(DOMAIN_REALM)))
        .filter(each -> each.key().toLowerCase(Locale.ROOT).equals(name))
        .map(Relation::value)
        .findFirst();
  }

  /** The realm of those who do not say theirs. */
  public Optional<String> defaultRealm() {
    return libdefault("default_realm");
  }
}
