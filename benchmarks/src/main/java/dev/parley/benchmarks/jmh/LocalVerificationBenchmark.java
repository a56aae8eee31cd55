package dev.parley.benchmarks.jmh;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.benchmarks.load.SampleAnswers;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.InfoMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A request that is verified with the kept session key: header to result, every nonce count once.
 * With {@code rspauth} the server's own proof is computed too, another two hashes; with {@code off}
 * the work is that of {@link FloorBenchmark#passAndHashes}. The answers are made between the
 * measured batches.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Answers.OPEN)
public class LocalVerificationBenchmark {
  private static final int BATCH = 256;

  @Param({"MD5", "SHA-256", "SHA-512-256"})
  public String algorithm = "";

  @Param({"off", "rspauth"})
  public String info = "";

  private @Nullable Site site;
  private @Nullable Answers answers;

  /** Makes the site, a challenge and the answers to it. */
  @Setup
  public void prepare() throws IOException {
    Site fresh =
        new Site(
            Map.of(
                DigestSettings.AUTHENTICATION_INFO,
                mode(),
                DigestSettings.ALGORITHMS,
                List.of(DigestAlgorithm.ofToken(algorithm).orElseThrow())),
            1000);
    site = fresh;
    answers = new Answers(SampleAnswers.to(fresh.challenge(algorithm)), BATCH);
  }

  private InfoMode mode() {
    return Arrays.stream(InfoMode.values())
        .filter(mode -> mode.word().equals(info))
        .findFirst()
        .orElseThrow();
  }

  /** Makes the next answers. */
  @Setup(Level.Invocation)
  public void advance() {
    Objects.requireNonNull(answers).advance();
  }

  /** A batch of requests. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void verify(Blackhole sink) throws IOException {
    Site here = Objects.requireNonNull(site);
    Answers batch = Objects.requireNonNull(answers);
    for (int i = 0; i < BATCH; i++) {
      sink.consume(here.authenticate(batch.get(i)));
    }
  }

  /** The figures are worth nothing unless the authority was asked once. */
  @TearDown
  public void check() {
    Site here = Objects.requireNonNull(site);
    var counts = here.counts();
    if (counts.logons() > 1) {
      throw new IllegalStateException("not verified locally: " + counts);
    }
    here.close();
  }
}
