package dev.parley.benchmarks.jmh;

import dev.parley.benchmarks.load.SampleAnswers;
import dev.parley.benchmarks.server.JettyInMemory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole request in Jetty without sockets and in one thread: octets in, octets out. The difference
 * between {@code parley} and {@code none}, which reads the same header and ignores it, is what the
 * filter adds; between {@code through} and {@code none}, what any filter adds that does nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JettyFilterBenchmark {
  private static final int BATCH = 256;

  @Param({"none", "through", "parley"})
  public String filter = "";

  @Param({"MD5", "SHA-256"})
  public String algorithm = "";

  private @Nullable JettyInMemory jetty;
  private @Nullable SampleAnswers answers;
  private final byte[][] requests = new byte[BATCH][];

  /** Starts Jetty and takes a challenge. */
  @Setup
  public void start() throws Exception {
    JettyInMemory server = new JettyInMemory(filter);
    jetty = server;
    String challenged =
        server.answer(octets("GET /protected/resource HTTP/1.1\r\nHost: a\r\n\r\n"));
    answers =
        filter.equals("parley")
            ? SampleAnswers.to(challenge(challenged))
            : SampleAnswers.madeUp(algorithm, algorithm.equals("MD5") ? 32 : 64);
  }

  private String challenge(String response) {
    return response
        .lines()
        .filter(line -> line.startsWith("WWW-Authenticate: "))
        .map(line -> line.substring("WWW-Authenticate: ".length()))
        .filter(line -> line.contains("algorithm=" + algorithm + ","))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no challenge in " + response));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Makes the next requests. */
  @Setup(Level.Invocation)
  public void advance() {
    SampleAnswers source = Objects.requireNonNull(answers);
    for (int i = 0; i < BATCH; i++) {
      requests[i] = source.nextRequest();
    }
  }

  /** A batch of requests. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int serve() {
    JettyInMemory server = Objects.requireNonNull(jetty);
    int octets = 0;
    for (byte[] request : requests) {
      octets += server.serve(request);
    }
    return octets;
  }

  /** The figures are worth nothing unless the last request was let in. */
  @TearDown
  public void stop() throws Exception {
    JettyInMemory server = Objects.requireNonNull(jetty);
    String last = server.answer(Objects.requireNonNull(answers).nextRequest());
    server.close();
    if (!last.startsWith("HTTP/1.1 200 ")) {
      throw new IllegalStateException(last);
    }
  }
}
