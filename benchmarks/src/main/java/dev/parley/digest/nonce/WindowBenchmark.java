package dev.parley.digest.nonce;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * One window that many threads take counts from, each count once: what requests do that share a
 * nonce. {@code counterAlone} is what the benchmark's own shared counter costs. In the window's
 * package, since it is hidden.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WindowBenchmark {
  private static final long BEFORE_LAST = NonceWindow.MAX_COUNT - 1_000_000;

  private final AtomicLong counter = new AtomicLong();
  private volatile NonceWindow window = fresh();

  private static NonceWindow fresh() {
    return new NonceWindow(new NonceText(1, 2, 3, 4));
  }

  private long nextCount() {
    long count = counter.incrementAndGet();
    if (count > BEFORE_LAST) {
      window = fresh();
      counter.set(1);
    }
    return count;
  }

  private NonceWindow.Taken takeNext() {
    return window.take(nextCount());
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  public NonceWindow.Taken take1() {
    return takeNext();
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  public NonceWindow.Taken take2() {
    return takeNext();
  }

  /** Four threads. */
  @Benchmark
  @Threads(4)
  public NonceWindow.Taken take4() {
    return takeNext();
  }

  /** Eight threads. */
  @Benchmark
  @Threads(8)
  public NonceWindow.Taken take8() {
    return takeNext();
  }

  /** The shared counter alone, one thread. */
  @Benchmark
  @Threads(1)
  public long counterAlone1() {
    return nextCount();
  }

  /** The shared counter alone, eight threads. */
  @Benchmark
  @Threads(8)
  public long counterAlone8() {
    return nextCount();
  }
}
