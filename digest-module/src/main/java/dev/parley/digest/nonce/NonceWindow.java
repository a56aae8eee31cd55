package dev.parley.digest.nonce;

import dev.parley.digest.message.DigestResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts that were used with one nonce: each is taken at most once, in any order, as long as it
 * lies not too far behind.
 *
 * <p>Counts fall into blocks of 43. Four words hold the blocks, each the number of its block (21
 * bits) and a bit for every count in it; block b lives in word b mod 4 and pushes out block b - 4.
 * A count is so taken by one compare-and-set on one word, and at least {@value #WIDTH} counts
 * behind the highest can still be taken. Thread-safe, without locks.
 */
public final class NonceWindow {
  /** So many counts behind the highest can still be taken, at the least. */
  public static final int WIDTH = 129;

  /** The highest count that can be taken. */
  public static final long MAX_COUNT = 43L * (1L << 21) - 1;

  private static final int BLOCK = 43;
  private static final int WORDS = 4;
  private static final VarHandle USED0 = handle("used0");
  private static final VarHandle USED1 = handle("used1");
  private static final VarHandle USED2 = handle("used2");
  private static final VarHandle USED3 = handle("used3");

  private final long w0;
  private final long w1;
  private final long w2;
  private final long w3;

  private volatile long used0;

  private volatile long used1;

  private volatile long used2;

  private volatile long used3;

  private volatile @Nullable NonceWindow older;

  NonceWindow(NonceText nonce) {
    this.w0 = nonce.w0();
    this.w1 = nonce.w1();
    this.w2 = nonce.w2();
    this.w3 = nonce.w3();
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(NonceWindow.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What came of a count. */
  public enum Taken {
    /** It was free and is used now. */
    YES,
    /** It was used before. */
    REPLAYED,
    /** It lies behind the window, or beyond the last count. */
    OUT_OF_WINDOW,
    /** It is not exactly one greater than the last; strict mode only. */
    OUT_OF_SEQUENCE
  }

  /** Takes a count, from 1 on, in any order. */
  public Taken take(long count) {
    if (count > MAX_COUNT) {
      return Taken.OUT_OF_WINDOW;
    }
    long block = count / BLOCK;
    long bit = 1L << (int) (count % BLOCK);
    while (true) {
      long seen = word(block);
      long seenBlock = seen >>> BLOCK;
      if (seenBlock > block) {
        return Taken.OUT_OF_WINDOW;
      }
      if (seenBlock == block && (seen & bit) != 0) {
        return Taken.REPLAYED;
      }
      long next = seenBlock == block ? seen | bit : (block << BLOCK) | bit;
      if (compareAndSet(block, seen, next)) {
        return Taken.YES;
      }
    }
  }

  private long word(long block) {
    return switch ((int) (block % WORDS)) {
      case 0 -> used0;
      case 1 -> used1;
      case 2 -> used2;
      default -> used3;
    };
  }

  /** By a constant handle each, since only those are compiled to a single instruction. */
  private boolean compareAndSet(long block, long seen, long next) {
    return switch ((int) (block % WORDS)) {
      case 0 -> USED0.compareAndSet(this, seen, next);
      case 1 -> USED1.compareAndSet(this, seen, next);
      case 2 -> USED2.compareAndSet(this, seen, next);
      default -> USED3.compareAndSet(this, seen, next);
    };
  }

  /**
   * Takes a count only if it is exactly one greater than the last, as VerifySignature does. Not to
   * be mixed with {@link #take}.
   */
  public Taken takeInSequence(long count) {
    long last = count - 1;
    if (USED0.compareAndSet(this, last, count)) {
      return Taken.YES;
    }
    return used0 >= count ? Taken.REPLAYED : Taken.OUT_OF_SEQUENCE;
  }

  /** Whether this is the window of the answer's nonce, of all its octets. */
  boolean isOf(NonceText nonce) {
    return w3 == nonce.w3() && w2 == nonce.w2() && w1 == nonce.w1() && w0 == nonce.w0();
  }

  /** When the nonce was made, in milliseconds since 1970. */
  public long issuedMillis() {
    return w0 >>> 16;
  }

  /** Finds the window of the answer's nonce, from this one backwards; null when there is none. */
  public @Nullable NonceWindow find(DigestResponse response) {
    NonceText nonce = NonceText.of(response);
    if (nonce == null) {
      return null;
    }
    for (NonceWindow each = this; each != null; each = each.older) {
      if (each.isOf(nonce)) {
        return each;
      }
    }
    return null;
  }

  /** Finds the window of the same nonce, from this one backwards; null when there is none. */
  public @Nullable NonceWindow findSame(NonceWindow other) {
    NonceText nonce = new NonceText(other.w0, other.w1, other.w2, other.w3);
    for (NonceWindow each = this; each != null; each = each.older) {
      if (each.isOf(nonce)) {
        return each;
      }
    }
    return null;
  }

  /**
   * Puts a window into a list that runs from the youngest nonce to the oldest. Windows of expired
   * nonces are dropped, and the oldest when there are more than {@code limit}. Callers take turns;
   * {@link #find} may run meanwhile.
   *
   * @param newest the head of the list, or null
   * @return the head of the list now; null when the nonce is older than all of a full list, whose
   *     counts are not known any more
   */
  public static @Nullable NonceWindow adopt(
      @Nullable NonceWindow newest, NonceWindow window, int limit, Nonces nonces) {
    List<NonceWindow> live = new ArrayList<>(limit + 1);
    for (NonceWindow each = newest; each != null; each = each.older) {
      if (!nonces.isExpired(each)) {
        live.add(each);
      }
    }
    if (newest != null && newest.findSame(window) != null) {
      return newest;
    }
    if (live.size() >= limit && window.issuedMillis() <= live.get(live.size() - 1).issuedMillis()) {
      return null;
    }
    live.add(window);
    live.sort(Comparator.comparingLong(NonceWindow::issuedMillis).reversed());
    NonceWindow older = null;
    for (int i = Math.min(live.size(), limit) - 1; i >= 0; i--) {
      live.get(i).older = older;
      older = live.get(i);
    }
    return older;
  }
}
