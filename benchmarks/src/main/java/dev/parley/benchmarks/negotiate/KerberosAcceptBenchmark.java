package dev.parley.benchmarks.negotiate;

import dev.parley.negotiate.kerberos.KerberosMechanism;
import dev.parley.negotiate.kerberos.KerberosPolicy;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Identity;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A Kerberos logon, from the AP-REQ to the AP-REP: ticket, authenticator, all checks with the
 * replay cache, the server's own subkey, the reply. The same tokens for the JDK's JGSS, with its
 * replay cache. Tokens are made ahead, as none is taken twice.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KerberosAcceptBenchmark {
  private static final int BATCH = 500;
  private static final Peer PEER = new Peer("192.0.2.7", "bench.example.com", List.of());
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  /** The number of the encryption type. */
  @Param({"18", "17", "20"})
  private int enctype;

  private @Nullable KerberosRealm realm;
  private @Nullable Mechanism mechanism;
  private @Nullable JgssAcceptor jgss;

  /** Makes the realm and both acceptors. */
  @Setup
  public void start() throws Exception {
    KerberosRealm made = new KerberosRealm(Enctype.ofNumber(enctype).orElseThrow());
    realm = made;
    KeySet keys = new KeySet(List.of(made.key()));
    KerberosPolicy standard = KerberosPolicy.standard(InstantSource.system());
    KerberosPolicy policy =
        new KerberosPolicy(
            standard.enctypes(),
            standard.clockSkew(),
            standard.bindings(),
            true,
            false,
            50_000_000,
            standard.clock(),
            standard.random());
    mechanism =
        new KerberosMechanism(
            policy,
            () -> keys,
            client ->
                new Mapped.Good(
                    new Identity(String.join("/", client.components()), "bench", Set.of())));
    jgss = new JgssAcceptor(made);
  }

  /** What one thread's client sends. */
  @State(Scope.Thread)
  public static class Tokens {
    private final byte[][] batch = new byte[BATCH][];
    private KerberosRealm.@Nullable Client client;

    /** Makes the next batch; not measured. */
    @Setup(Level.Invocation)
    public void make(KerberosAcceptBenchmark benchmark) {
      KerberosRealm.Client sender = client;
      if (sender == null) {
        KerberosRealm realm = Objects.requireNonNull(benchmark.realm);
        sender = realm.new Client("user" + CLIENTS.incrementAndGet());
        client = sender;
      }
      for (int i = 0; i < BATCH; i++) {
        batch[i] = sender.token();
      }
    }
  }

  private void parley(Tokens tokens, Blackhole hole) {
    Mechanism kerberos = Objects.requireNonNull(mechanism);
    for (byte[] token : tokens.batch) {
      try (Mechanism.Acceptor acceptor = kerberos.newAcceptor()) {
        Step step = acceptor.accept(token, PEER);
        if (!(step instanceof Step.Established established) || established.token() == null) {
          throw new IllegalStateException("an established context is expected");
        }
        hole.consume(established.token());
        established.context().close();
      }
    }
  }

  private void jdk(Tokens tokens, Blackhole hole) throws Exception {
    JgssAcceptor acceptor = Objects.requireNonNull(jgss);
    for (byte[] token : tokens.batch) {
      hole.consume(acceptor.accept(token));
    }
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BATCH)
  public void parley1(Tokens tokens, Blackhole hole) {
    parley(tokens, hole);
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void parley2(Tokens tokens, Blackhole hole) {
    parley(tokens, hole);
  }

  /** JGSS, one thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BATCH)
  public void jgss1(Tokens tokens, Blackhole hole) throws Exception {
    jdk(tokens, hole);
  }

  /** JGSS, two threads. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void jgss2(Tokens tokens, Blackhole hole) throws Exception {
    jdk(tokens, hole);
  }
}
