package dev.parley.negotiate.kerberos.keytab;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** The most keys that are tried on a ticket: rubbish must not cost more than that. */
  public static final int MOST_CANDIDATES = 16;

  private static final Comparator<ServiceKey> NEWEST_FIRST =
      Comparator.comparingInt(ServiceKey::kvno).reversed();

  private final List<ServiceKey> keys;
  private final Map<Name, List<ServiceKey>> byName;
  private final Map<ServiceClass, List<ServiceKey>> byClass;

  private record Name(String realm, List<String> components) {
    static Name of(String realm, List<String> components) {
      List<String> folded = new ArrayList<>(components.size());
      for (String each : components) {
        folded.add(each.toLowerCase(Locale.ROOT));
      }
      return new Name(realm, folded);
    }
  }

  /** What services have in common that may be names of one account. */
  private record ServiceClass(String realm, String first, Enctype enctype) {
    static ServiceClass of(String realm, List<String> components, Enctype enctype) {
      return new ServiceClass(realm, components.get(0).toLowerCase(Locale.ROOT), enctype);
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
    this.byClass = distinctByClass(this.keys);
  }

  /** Of the keys that several names have, one. */
  private static Map<ServiceClass, List<ServiceKey>> distinctByClass(List<ServiceKey> keys) {
    Map<ServiceClass, List<ServiceKey>> map = new HashMap<>();
    Map<ServiceClass, Set<ByteBuffer>> seen = new HashMap<>();
    List<byte[]> copies = new ArrayList<>();
    for (ServiceKey each : keys) {
      if (each.components().size() > 1) {
        ServiceClass of = ServiceClass.of(each.realm(), each.components(), each.enctype());
        byte[] octets = new byte[each.enctype().keyLength()];
        copies.add(octets);
        each.key().writeTo(octets, 0);
        if (seen.computeIfAbsent(of, none -> new HashSet<>()).add(ByteBuffer.wrap(octets))) {
          map.computeIfAbsent(of, none -> new ArrayList<>()).add(each);
        }
      }
    }
    copies.forEach(each -> Arrays.fill(each, (byte) 0));
    map.values().forEach(list -> list.sort(NEWEST_FIRST));
    return map;
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
   * The keys of the version that a ticket names: those of the whole number, newest first, then
   * those of which an old keytab, or an old program, has kept eight bits.
   *
   * @param kvno the version that the ticket names; null or 0 when it names none, and then all
   *     versions may be it
   */
  public List<ServiceKey> find(
      String realm, List<String> components, Enctype enctype, @Nullable Integer kvno) {
    List<ServiceKey> found = new ArrayList<>(2);
    List<ServiceKey> named = of(realm, components);
    for (ServiceKey each : named) {
      if (each.enctype() == enctype && each.isExactly(kvno)) {
        found.add(each);
      }
    }
    for (ServiceKey each : named) {
      if (each.enctype() == enctype && !each.isExactly(kvno) && each.isOfVersion(kvno)) {
        found.add(each);
      }
    }
    return found;
  }

  /**
   * All keys that are worth trying on a ticket, the likeliest first: those of {@link #find}, the
   * other versions of the name (a keytab that was made by ktpass, or imported again, has versions
   * of its own), and, if wanted, the keys of other names of its service class in its realm (one
   * account may have many names, and a keytab one of them).
   *
   * @param otherNames whether these are
   * @return at most {@link #MOST_CANDIDATES}
   */
  public List<ServiceKey> candidates(
      String realm,
      List<String> components,
      Enctype enctype,
      @Nullable Integer kvno,
      boolean otherNames) {
    Set<ServiceKey> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<ServiceKey> ordered = new ArrayList<>(4);
    add(find(realm, components, enctype, kvno), each -> true, found, ordered);
    add(of(realm, components), each -> each.enctype() == enctype, found, ordered);
    if (otherNames && components.size() > 1) {
      List<ServiceKey> others =
          byClass.getOrDefault(ServiceClass.of(realm, components, enctype), List.of());
      add(others, each -> each.isOfVersion(kvno), found, ordered);
      add(others, each -> true, found, ordered);
    }
    return ordered;
  }

  private static void add(
      List<ServiceKey> from,
      Predicate<ServiceKey> wanted,
      Set<ServiceKey> found,
      List<ServiceKey> ordered) {
    for (ServiceKey each : from) {
      if (ordered.size() >= MOST_CANDIDATES) {
        return;
      }
      if (wanted.test(each) && found.add(each)) {
        ordered.add(each);
      }
    }
  }

  /** Whether a name is that of a key. */
  public static boolean isOf(ServiceKey key, String realm, List<String> components) {
    List<String> own = key.components();
    boolean same = key.realm().equals(realm) && own.size() == components.size();
    for (int i = 0; same && i < own.size(); i++) {
      same = sameFolded(own.get(i), components.get(i));
    }
    return same;
  }

  /** Whether a name is of the service class of a key, and of its realm. */
  public static boolean isOfClass(ServiceKey key, String realm, List<String> components) {
    return key.realm().equals(realm)
        && key.components().size() > 1
        && components.size() > 1
        && sameFolded(key.components().get(0), components.get(0));
  }

  private static boolean sameFolded(String one, String other) {
    return one.equals(other) || one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
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
