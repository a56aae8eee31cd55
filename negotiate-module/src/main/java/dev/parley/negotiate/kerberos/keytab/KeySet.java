package dev.parley.negotiate.kerberos.keytab;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a keytab, or of several. Immutable.
 *
 * <p>Names are found without regard to case, as clients and domain controllers of Windows write
 * hosts as they like; realms are found as they are written.
 */
public final class KeySet {
  /** Without keys. */
  public static final KeySet EMPTY = new KeySet(List.of());

  private static final Comparator<ServiceKey> NEWEST_FIRST =
      Comparator.comparingInt(ServiceKey::kvno).reversed();

  private final List<ServiceKey> keys;
  private final Map<Name, List<ServiceKey>> byName;

  private record Name(String realm, List<String> components) {
    static Name of(String realm, List<String> components) {
      List<String> folded = new ArrayList<>(components.size());
      for (String each : components) {
        folded.add(each.toLowerCase(Locale.ROOT));
      }
      return new Name(realm, folded);
    }
  }

  /** A set of these keys, which remain the caller's to wipe. */
  public KeySet(Collection<ServiceKey> keys) {
    this.keys = List.copyOf(keys);
    Map<Name, List<ServiceKey>> map = new HashMap<>();
    for (ServiceKey each : this.keys) {
      map.computeIfAbsent(Name.of(each.realm(), each.components()), name -> new ArrayList<>())
          .add(each);
    }
    map.values().forEach(list -> list.sort(NEWEST_FIRST));
    this.byName = map;
  }

  /** All keys, in the order they were given in. */
  public List<ServiceKey> keys() {
    return keys;
  }

  /** Whether there is any key of a service. */
  public boolean hasService(String realm, List<String> components) {
    return byName.containsKey(Name.of(realm, components));
  }

  /**
   * The keys that may have encrypted a ticket, newest first.
   *
   * @param kvno the version that the ticket names; null or 0 when it names none, and then all
   *     versions may be it
   */
  public List<ServiceKey> find(
      String realm, List<String> components, Enctype enctype, @Nullable Integer kvno) {
    List<ServiceKey> found = new ArrayList<>(2);
    for (ServiceKey each : of(realm, components)) {
      boolean version =
          kvno == null || kvno == 0 || each.kvno() == 0 || each.kvno() == kvno.intValue();
      if (version && each.enctype() == enctype) {
        found.add(each);
      }
    }
    return found;
  }

  private List<ServiceKey> of(String realm, List<String> components) {
    List<ServiceKey> list = byName.get(Name.of(realm, components));
    return list == null ? List.of() : list;
  }

  /** The versions there are of a service's keys of a type, ascending; for diagnosis. */
  public List<Integer> kvnos(String realm, List<String> components, Enctype enctype) {
    TreeSet<Integer> versions = new TreeSet<>();
    for (ServiceKey each : of(realm, components)) {
      if (each.enctype() == enctype) {
        versions.add(each.kvno());
      }
    }
    return List.copyOf(versions);
  }

  /** The types there are of a service's keys, in the order of {@link Enctype}; for diagnosis. */
  public List<Enctype> enctypes(String realm, List<String> components) {
    TreeSet<Enctype> types = new TreeSet<>();
    for (ServiceKey each : of(realm, components)) {
      types.add(each.enctype());
    }
    return List.copyOf(types);
  }

  /** The principals there are, sorted; for diagnosis. */
  public List<String> principals() {
    TreeSet<String> names = new TreeSet<>();
    for (ServiceKey each : keys) {
      names.add(each.principal());
    }
    return List.copyOf(names);
  }
}
