package dev.parley.bounded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Bounds how many entries of a map one owner has. Beyond its share the owner's own entry goes that
 * was not used for the longest time, to a second, never another's.
 *
 * <p>An entry costs nothing here, since most owners have few: slots count the entries of all owners
 * whose names meet in them. Only of an owner in a slot with more than a share more is known. Its
 * oldest entries are looked for in the whole map, an eighth of them at once, so that a look is
 * rare; those that are used meanwhile are passed over when their turn comes. Thread-safe; no
 * entry's use takes part in it. With many threads at once an owner may have a few entries more than
 * its share.
 *
 * @param <K> the keys of the map
 * @param <V> its values
 */
public final class Share<K, V> {
  /** The owner of values that are not counted. */
  public static final int NO_OWNER = 0;

  private static final int MOST_SLOTS = 1 << 14;
  private static final int FOUND_AT_ONCE = 8;

  /** After so many looks whose findings were all used meanwhile, one goes all the same. */
  private static final int MOST_LOOKS = 2;

  private final OldestFirst<K, V> map;
  private final int most;
  private final ToIntFunction<V> owners;
  private final AtomicIntegerArray slots;
  private final ConcurrentMap<Integer, Heavy> heavy = new ConcurrentHashMap<>();

  /**
   * Counts the entries of a map from now on.
   *
   * @param maximum how many entries the map has at most
   * @param most of them may be of one owner
   * @param owners says whose a value is (a number; {@link #NO_OWNER} is not counted), each time the
   *     same
   */
  public Share(OldestFirst<K, V> map, int maximum, int most, ToIntFunction<V> owners) {
    this.map = map;
    this.most = most;
    this.owners = owners;
    this.slots =
        new AtomicIntegerArray(
            most < maximum ? Integer.highestOneBit(Math.min(maximum, MOST_SLOTS)) : 0);
  }

  private int slot(int owner) {
    return owner & (slots.length() - 1);
  }

  /**
   * A value is about to come into the map: makes room among its owner's if there are too many, so
   * that another's entry never goes for it. To be {@link #leave taken back} if it does not come.
   */
  public void enter(V value) {
    int owner = ownerOf(value);
    if (owner == NO_OWNER) {
      return;
    }
    boolean many = slots.incrementAndGet(slot(owner)) > most;
    Heavy known = heavy.get(owner);
    if (known == null && many) {
      known = heavy.computeIfAbsent(owner, Heavy::new);
    }
    if (known != null) {
      known.makeRoom();
    }
  }

  /** A value has left the map, in whatever way. */
  public void leave(V value) {
    int owner = ownerOf(value);
    if (owner == NO_OWNER) {
      return;
    }
    int left = slots.decrementAndGet(slot(owner));
    Heavy known = heavy.get(owner);
    if (known != null) {
      known.room.incrementAndGet();
    }
    if (left == most / 2) {
      // Of all who met in the slot: some of them have nothing left that could still go.
      heavy.keySet().removeIf(each -> slot(each) == slot(owner));
    }
  }

  /** How many entries are counted. */
  public long counted() {
    return IntStream.range(0, slots.length()).mapToLong(slots::get).sum();
  }

  /** Of how many owners more is known. */
  int known() {
    return heavy.size();
  }

  private int ownerOf(V value) {
    return slots.length() == 0 ? NO_OWNER : owners.applyAsInt(value);
  }

  /** An entry, and about when it was used last. */
  private record Found<K, V>(K key, V value, long usedAt) {}

  /** An owner who may have more than its share. */
  private final class Heavy {
    private final int owner;

    /** How many entries may still come; not locked, for it changes while entries go. */
    private final AtomicInteger room = new AtomicInteger();

    /** The owner's oldest entries at the time of the last look, the oldest first. */
    private final Deque<Found<K, V>> oldest = new ArrayDeque<>();

    private long lookedAt;

    Heavy(int owner) {
      this.owner = owner;
    }

    synchronized void makeRoom() {
      room.decrementAndGet();
      int looks = 0;
      while (room.get() < 0) {
        Found<K, V> next = oldest.poll();
        if (next == null) {
          look();
          looks++;
          if (oldest.isEmpty()) {
            return;
          }
        } else if (looks > MOST_LOOKS || wasNotUsed(next.key())) {
          map.evict(next.key(), next.value());
        }
      }
    }

    private boolean wasNotUsed(K key) {
      OptionalLong age = map.age(key);
      return age.isPresent() && map.now() - age.getAsLong() - lookedAt <= 0;
    }

    private void look() {
      map.tidy();
      lookedAt = map.now();
      List<Found<K, V>> mine = new ArrayList<>();
      for (Map.Entry<K, V> each : map.entries().entrySet()) {
        if (owners.applyAsInt(each.getValue()) == owner) {
          // One that is used at this very moment may have no age.
          long usedAt = lookedAt - map.age(each.getKey()).orElse(0);
          mine.add(new Found<>(each.getKey(), each.getValue(), usedAt));
        }
      }
      mine.sort(Comparator.comparingLong(each -> each.usedAt() - lookedAt));
      oldest.addAll(mine.subList(0, (mine.size() + FOUND_AT_ONCE - 1) / FOUND_AT_ONCE));
      // The newcomer is not in the map yet.
      room.set(most - mine.size() - 1);
    }
  }
}
