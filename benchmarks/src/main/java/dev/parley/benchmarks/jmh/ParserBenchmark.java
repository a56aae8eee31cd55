package dev.parley.benchmarks.jmh;

import dev.parley.benchmarks.load.SampleAnswers;
import dev.parley.http.AuthParamReader;
import dev.parley.http.Credentials;
import dev.parley.http.MalformedTokenException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The header parser: scheme and every parameter of one Authorization header, without copies. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
  private static final int LIMIT = 8192;

  private final String header = SampleAnswers.madeUp("SHA-256", 64).next();

  /** Visits every parameter; the sum keeps the work alive. */
  @Benchmark
  public int allParameters() throws MalformedTokenException {
    AuthParamReader reader = Credentials.parse(header, LIMIT).parameters();
    int characters = 0;
    while (reader.next()) {
      characters += reader.valueEnd() - reader.valueStart();
    }
    return characters;
  }
}
