package dev.parley.benchmarks.negotiate;

import dev.parley.benchmarks.Fixture;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.mechanism.Step;
import java.io.IOException;
import java.time.Instant;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Logons with Kerberos, each a fresh AP-REQ with a subkey that asks for an AP-REP; Parley and the
 * JDK's JGSS in the same virtual machine with the same key. The requests are made between the
 * iterations, so that all threads accept and nothing else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KerberosAcceptBenchmark {
  private static final int BATCH = 8192;

  @Param({"aes256-cts-hmac-sha1-96", "aes256-cts-hmac-sha384-192"})
  public String enctype = "";

  /** Whether a client's ticket was shown before, as it is with each logon but the first. */
  @Param({"returning", "new"})
  public String ticket = "";

  private @Nullable KerberosService service;
  private @Nullable KerberosSite parley;
  private @Nullable JgssSite jgss;

  /** The requests of one thread and one iteration. */
  @State(Scope.Thread)
  public static class Tokens {
    private final byte[][] all = new byte[BATCH][];

    /** Makes them. */
    @Setup(Level.Iteration)
    public void make(KerberosAcceptBenchmark site) {
      KerberosMessages messages =
          KerberosMessages.of(
              Objects.requireNonNull(site.service),
              Instant.now(),
              site.ticket.equals("new") ? BATCH : Fixture.TICKET_HOLDERS);
      for (int i = 0; i < BATCH; i++) {
        all[i] = messages.next();
      }
    }
  }

  /** Makes the key and the two acceptors. */
  @Setup
  public void prepare() throws IOException {
    KerberosService fresh = new KerberosService(Enctype.ofName(enctype).orElseThrow());
    service = fresh;
    parley = new KerberosSite(fresh);
    jgss = new JgssSite(fresh);
  }

  private void acceptAll(Tokens tokens, Blackhole sink) {
    KerberosSite site = Objects.requireNonNull(parley);
    for (byte[] token : tokens.all) {
      Step step = site.accept(token);
      if (!(step instanceof Step.Established)) {
        throw new IllegalStateException("refused: " + step);
      }
      sink.consume(step);
    }
  }

  private void jgssAcceptAll(Tokens tokens, Blackhole sink) {
    JgssSite site = Objects.requireNonNull(jgss);
    for (byte[] token : tokens.all) {
      sink.consume(site.accept(token));
    }
  }

  /** Parley, one thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BATCH)
  public void parley1(Tokens tokens, Blackhole sink) {
    acceptAll(tokens, sink);
  }

  /** Parley, two threads. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void parley2(Tokens tokens, Blackhole sink) {
    acceptAll(tokens, sink);
  }

  /** JGSS, one thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BATCH)
  public void jgss1(Tokens tokens, Blackhole sink) {
    jgssAcceptAll(tokens, sink);
  }

  /** JGSS, two threads. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void jgss2(Tokens tokens, Blackhole sink) {
    jgssAcceptAll(tokens, sink);
  }

  /** Removes what JGSS read. */
  @TearDown
  public void close() throws IOException {
    Objects.requireNonNull(jgss).close();
  }
}
