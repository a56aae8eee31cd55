package dev.parley.benchmarks.jmh;

import dev.parley.sspi.AcceptResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The issue of a challenge with the default three header fields: random octets, MAC, text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChallengeBenchmark {
  private final Site site = new Site(Map.of(), 1);
  private final GetExchange exchange = new GetExchange(null);

  /** One request without credentials. */
  @Benchmark
  public AcceptResult issue() throws IOException {
    return site.accept(exchange);
  }
}
