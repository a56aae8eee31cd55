package dev.parley.authority.guard;

import dev.parley.bounded.OldestFirst;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which wrong answers a right one may take back: those for its own name from its own address, as
 * they were added to the tallies of both. The tallies count by forms that many accounts may share,
 * so that no spelling evades them; here a form is of one account alone, so that whoever owns
 * another buys nothing. How many are taken back in a time is bounded, or whoever shares an address
 * with a client that goes on sending right answers could guess between them without end. Bounded in
 * number; what is forgotten is not taken back. Thread-safe.
 */
final class Charges {
  private static final int MAXIMUM_ENTRIES = 100_000;

  private static final int MOST_HASHES = 12;

  /** So many times the wrong answers that lock out are taken back at once. */
  private static final int BURST = 10;

  /**
   * Wrong answers of one history.
   *
   * @param history its number
   */
  record Count(long history, int failures) {
    private Count plusOne(long number) {
      return number == history ? new Count(number, failures + 1) : new Count(number, 1);
    }

    private Count atMost(int most) {
      return new Count(history, Math.min(failures, most));
    }

    /** Null where these are not among them any more. */
    private @Nullable Count without(Count others) {
      return others.history() == history && others.failures() <= failures
          ? less(others.failures())
          : null;
    }

    private Count less(int fewer) {
      return new Count(history, Math.max(0, failures - fewer));
    }
  }

  /**
   * What a right answer takes back.
   *
   * @param ofAccount from the tally of the account
   * @param ofAddress from the tally of the address
   */
  record Taken(Count ofAccount, Count ofAddress) {}

  private record Key(String name, String network) {}

  /**
   * @param hashOf the account's name where these are for its hash, or null
   * @param hashes the hashes of the account's name that wrong answers counted for too
   * @param restedAt from when on as many may be taken back at once as ever, in nanoseconds
   */
  private record Charge(
      Count ofAccount,
      Count ofAddress,
      @Nullable String hashOf,
      Set<String> hashes,
      long restedAt) {
    private Charge with(Count account, Count address, long rested) {
      return new Charge(account, address, hashOf, hashes, rested);
    }

    int failures() {
      return Math.max(ofAccount.failures(), ofAddress.failures());
    }
  }

  private final long stepNanos;
  private final long spanNanos;
  private final LongSupplier nanoTime;
  private final OldestFirst<Key, Charge> charges;

  Charges(ThrottleLimits limits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.stepNanos = limits.firstLockout().toNanos();
    long burst = (long) BURST * Math.max(1, limits.failures());
    this.spanNanos =
        burst > Long.MAX_VALUE / 4 / stepNanos ? Long.MAX_VALUE / 4 : burst * stepNanos;
    this.charges =
        OldestFirst.byAge(
            MAXIMUM_ENTRIES,
            limits.maximumLockout().multipliedBy(2),
            nanoTime,
            (key, charge, full) -> {});
  }

  boolean isEmpty() {
    return charges.entries().isEmpty();
  }

  /** Lets go of what is over. */
  void tidy() {
    charges.tidy();
  }

  /**
   * A wrong answer was added to these histories.
   *
   * @param name a form that no other account shares
   * @param hashes hashes of the account's name for which it counts too
   * @param ofAccount the number of the account's history
   * @param ofAddress the number of the address's history
   */
  void add(String name, String network, Set<String> hashes, long ofAccount, long ofAddress) {
    add(new Key(name, network), null, hashes, ofAccount, ofAddress);
  }

  /**
   * A wrong answer was added to the history of the hash of an account's name, not to the address's
   * once more.
   *
   * @param hashOf the account's name, in a form that no other account shares
   */
  void addOfHash(String hash, String hashOf, String network, long ofAccount) {
    add(new Key(hash, network), hashOf, Set.of(), ofAccount, Tally.NO_HISTORY);
  }

  private void add(
      Key of, @Nullable String hashOf, Set<String> hashes, long ofAccount, long ofAddress) {
    long now = nanoTime.getAsLong();
    charges.compute(
        of,
        (key, before) ->
            before == null
                ? new Charge(new Count(ofAccount, 1), new Count(ofAddress, 1), hashOf, hashes, now)
                : new Charge(
                    before.ofAccount().plusOne(ofAccount),
                    before.ofAddress().plusOne(ofAddress),
                    before.hashOf() == null ? hashOf : before.hashOf(),
                    union(before.hashes(), hashes),
                    before.restedAt()));
  }

  /** A name has a few hashes for each spelling; an attacker may send many spellings. */
  private static Set<String> union(Set<String> before, Set<String> hashes) {
    if (before.size() >= MOST_HASHES || before.containsAll(hashes)) {
      return before;
    }
    Set<String> all = new HashSet<>(before);
    all.addAll(hashes);
    return Set.copyOf(all);
  }

  /** The hashes of a name for which its wrong answers from an address counted too. */
  Set<String> hashesOf(String name, String network) {
    Charge charge = charges.get(new Key(name, network));
    return charge == null ? Set.of() : charge.hashes();
  }

  /** Takes back what may be taken back; null when there is nothing. */
  @Nullable Taken take(String name, String network) {
    Key key = new Key(name, network);
    Charge charge = charges.get(key);
    long now = nanoTime.getAsLong();
    if (charge == null || takeable(charge, now) == 0) {
      return null;
    }
    AtomicReference<@Nullable Taken> taken = new AtomicReference<>();
    charges.entries().computeIfPresent(key, (same, before) -> without(before, now, taken));
    return taken.get();
  }

  /**
   * The wrong answers for one name from one address.
   *
   * @param ofAccount as they were added to the tally of the account
   * @param hashOf the account's name where the name is its hash, or null
   */
  record OfName(String name, String network, Count ofAccount, @Nullable String hashOf) {
    /** Whether they are of an account of this kind, by its name or the hash of that. */
    boolean isOf(Predicate<String> accounts) {
      return accounts.test(name) || (hashOf != null && accounts.test(hashOf));
    }
  }

  /** Those that are remembered now. */
  List<OfName> ofNames() {
    List<OfName> all = new ArrayList<>();
    charges
        .entries()
        .forEach(
            (key, charge) ->
                all.add(
                    new OfName(key.name(), key.network(), charge.ofAccount(), charge.hashOf())));
    return all;
  }

  /**
   * Takes wrong answers from the account, unless a right one has taken them back meanwhile; the
   * address has to answer for them still.
   *
   * @return whether they are to be taken from the tally too
   */
  boolean takeOut(OfName outdated) {
    boolean[] taken = new boolean[1];
    charges
        .entries()
        .computeIfPresent(
            new Key(outdated.name(), outdated.network()),
            (key, before) -> {
              Count left = before.ofAccount().without(outdated.ofAccount());
              taken[0] = left != null;
              return left == null
                  ? before
                  : before.with(left, before.ofAddress(), before.restedAt());
            });
    return taken[0];
  }

  private int takeable(Charge charge, long now) {
    long left = (spanNanos - (restedAt(charge, now) - now)) / stepNanos;
    return (int) Math.max(0, Math.min(charge.failures(), left));
  }

  private static long restedAt(Charge charge, long now) {
    return charge.restedAt() - now > 0 ? charge.restedAt() : now;
  }

  private Charge without(Charge before, long now, AtomicReference<@Nullable Taken> taken) {
    int count = takeable(before, now);
    if (count == 0) {
      return before;
    }
    taken.set(new Taken(before.ofAccount().atMost(count), before.ofAddress().atMost(count)));
    return before.with(
        before.ofAccount().less(count),
        before.ofAddress().less(count),
        restedAt(before, now) + count * stepNanos);
  }
}
