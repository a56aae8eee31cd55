package dev.parley.benchmarks.negotiate;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tokens of Kerberos that are refused, the KRB-ERROR for the client included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KerberosRefusalBenchmark {

  /** What is wrong with a token. */
  public enum Fault {
    /** Octets at random. */
    GARBAGE(Reason.MALFORMED),
    /** A ticket made with another key of the same name, type and version. */
    WRONG_KEY(Reason.TICKET_INTEGRITY),
    /** A ticket that ran out an hour ago. */
    EXPIRED(Reason.TICKET_EXPIRED),
    /** A token that was accepted before. */
    REPLAY(Reason.TOKEN_REPLAYED);

    private final Reason reason;

    Fault(Reason reason) {
      this.reason = reason;
    }
  }

  @Param public Fault fault = Fault.GARBAGE;

  private byte[] token = new byte[0];
  private @Nullable KerberosSite site;

  /** Makes the acceptor and the token. */
  @Setup
  public void prepare() {
    KerberosService service = new KerberosService(Enctype.AES256_CTS_HMAC_SHA1_96);
    KerberosSite fresh = new KerberosSite(service);
    Instant now = Instant.now();
    token =
        switch (fault) {
          case GARBAGE -> garbage(KerberosMessages.of(service, now).next().length);
          case WRONG_KEY -> KerberosMessages.withWrongKey(service, now).next();
          case EXPIRED -> KerberosMessages.withExpiredTickets(service, now).next();
          case REPLAY -> KerberosMessages.of(service, now).next();
        };
    if (fault == Fault.REPLAY && !(fresh.accept(token) instanceof Step.Established)) {
      throw new IllegalStateException("a right token was refused");
    }
    if (!(fresh.accept(token) instanceof Step.Refused refused)
        || refused.reason() != fault.reason) {
      throw new IllegalStateException("not refused for " + fault.reason);
    }
    site = fresh;
  }

  private static byte[] garbage(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  /** One token. */
  @Benchmark
  public Step refuse() {
    return Objects.requireNonNull(site).accept(token);
  }
}
