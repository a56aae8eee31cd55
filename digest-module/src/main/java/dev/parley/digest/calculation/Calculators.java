package dev.parley.digest.calculation;

import dev.parley.authority.DigestAlgorithm;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Calculators to be borrowed, by hash function. Thread-safe, without locks: threads start looking
 * at different places, and whoever finds none makes a new one. No thread-locals, which would keep
 * the class loader of an undeployed application alive.
 */
public final class Calculators {
  private static final int SLOTS = 64;
  private static final int PROBES = 4;

  private final Map<DigestAlgorithm, AtomicReferenceArray<Calculator>> idle =
      new EnumMap<>(DigestAlgorithm.class);

  /** None made yet. */
  public Calculators() {
    for (DigestAlgorithm each : DigestAlgorithm.values()) {
      idle.computeIfAbsent(each.base(), base -> new AtomicReferenceArray<>(SLOTS));
    }
  }

  /** A calculator for the algorithm's hash function, to be given back. */
  public Calculator borrow(DigestAlgorithm algorithm) {
    AtomicReferenceArray<Calculator> slots = slots(algorithm);
    int start = start();
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (SLOTS - 1);
      if (slots.getPlain(slot) != null) {
        Calculator found = slots.getAndSet(slot, null);
        if (found != null) {
          return found;
        }
      }
    }
    return new Calculator(algorithm.base());
  }

  /** Takes a calculator back. */
  public void giveBack(DigestAlgorithm algorithm, Calculator calculator) {
    slots(algorithm).setRelease(start(), calculator);
  }

  @SuppressWarnings("NullAway") // every base algorithm has its slots
  private AtomicReferenceArray<Calculator> slots(DigestAlgorithm algorithm) {
    return idle.get(algorithm.base());
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int start() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
