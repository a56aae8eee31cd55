package dev.parley.digest.calculation;

import dev.parley.authority.DigestAlgorithm;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Calculators to be borrowed, by hash function. Thread-safe, without locks: threads start looking
 * at different places, and whoever finds none free makes a new one. A calculator stays in its place
 * and only tells that it is in use, for to take it out and put it back would write to one line of
 * memory by all threads. No thread-locals, which would keep the class loader of an undeployed
 * application alive.
 */
public final class Calculators {
  private static final int SLOTS = 64;
  private static final int PROBES = 4;

  private final Map<DigestAlgorithm, AtomicReferenceArray<Calculator>> made =
      new EnumMap<>(DigestAlgorithm.class);

  /** None made yet. */
  public Calculators() {
    for (DigestAlgorithm each : DigestAlgorithm.values()) {
      made.computeIfAbsent(each.base(), base -> new AtomicReferenceArray<>(SLOTS));
    }
  }

  /** A calculator for the algorithm's hash function, to be closed. */
  public Calculator borrow(DigestAlgorithm algorithm) {
    AtomicReferenceArray<Calculator> slots = slots(algorithm);
    int start = start();
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (SLOTS - 1);
      Calculator found = slots.get(slot);
      if (found == null) {
        Calculator fresh = new Calculator(algorithm.base());
        slots.compareAndSet(slot, null, fresh);
        return fresh;
      }
      if (found.take()) {
        return found;
      }
    }
    return new Calculator(algorithm.base());
  }

  @SuppressWarnings("NullAway") // every base algorithm has its slots
  private AtomicReferenceArray<Calculator> slots(DigestAlgorithm algorithm) {
    return made.get(algorithm.base());
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int start() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
