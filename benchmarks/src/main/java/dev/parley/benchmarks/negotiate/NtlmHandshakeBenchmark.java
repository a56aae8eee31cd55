package dev.parley.benchmarks.negotiate;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.file.FileAuthority;
import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import dev.parley.authority.file.UsersFileException;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.benchmarks.Fixture;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.ntlm.NtlmIdentities;
import dev.parley.negotiate.ntlm.NtlmMechanism;
import dev.parley.negotiate.ntlm.NtlmPolicy;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * A whole NTLM handshake of the server: NEGOTIATE read, CHALLENGE made, AUTHENTICATE verified
 * against a users file, MIC and throttle included. Time and challenge stand still, so that the
 * client's answer is made once; a secure random number of 8 octets is what that leaves out. The
 * refused ones give a wrong password, or NTLMv1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NtlmHandshakeBenchmark {
  private static final Peer PEER = new Peer("192.0.2.1", "www.example.org", List.of());
  private static final String USER = "alice";
  private static final byte[] NT_HASH = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER_HASH = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] negotiate = NtlmMessages.negotiate();
  private byte[] right = new byte[0];
  private byte[] wrong = new byte[0];
  private byte[] version1 = new byte[0];
  private @Nullable FileAuthority authority;
  private @Nullable Mechanism mechanism;

  /** Makes the server and the answers to its one challenge. */
  @Setup
  public void prepare() throws IOException, UsersFileException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    FileAuthority users = users(clock);
    authority = users;
    ThrottleLimits never =
        new ThrottleLimits(
            0,
            0,
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            ThrottleLimits.Scope.ACCOUNT_AND_ADDRESS);
    NtlmPolicy policy = NtlmPolicy.standard(clock, new FixedOctets());
    mechanism =
        new NtlmMechanism(
            policy,
            users,
            new AccountChanges(),
            new LoginThrottle(never),
            NtlmIdentities.OF_THE_AUTHORITY);
    byte[] challenge = challenge();
    right = NtlmMessages.authenticate(USER, NT_HASH, challenge);
    wrong = NtlmMessages.authenticate(USER, OTHER_HASH, challenge);
    version1 = right.clone();
    // NtChallengeResponse cut to the length of an NTLMv1 response
    version1[20] = 24;
    version1[21] = 0;
    if (!(logOn(right) instanceof Step.Established)
        || !(logOn(wrong) instanceof Step.Refused)
        || !(logOn(version1) instanceof Step.Refused)) {
      throw new IllegalStateException("the answers are not what they should be");
    }
  }

  private static FileAuthority users(InstantSource clock) throws IOException, UsersFileException {
    User user = new User(USER, List.of("staff"), true, null, List.of(), SessionKey.copyOf(NT_HASH));
    Path file = Files.createTempFile("parley-users", ".json");
    try {
      try (Writer out = Files.newBufferedWriter(file)) {
        new UsersFile(List.of(user)).writeTo(out);
      }
      return FileAuthority.open(
          file,
          FileFormat.JSON,
          Duration.ZERO,
          NtlmTarget.ofComputer(Fixture.NTLM_DOMAIN),
          clock,
          new SecureRandom());
    } finally {
      Files.delete(file);
    }
  }

  private byte[] challenge() {
    try (Mechanism.Acceptor acceptor = Objects.requireNonNull(mechanism).newAcceptor()) {
      return ((Step.Continue) acceptor.accept(negotiate, PEER)).token();
    }
  }

  private Step logOn(byte[] authenticate) {
    try (Mechanism.Acceptor acceptor = Objects.requireNonNull(mechanism).newAcceptor()) {
      acceptor.accept(negotiate, PEER);
      Step step = acceptor.accept(authenticate, PEER);
      if (step instanceof Step.Established established) {
        established.context().close();
      }
      return step;
    }
  }

  /** Accepted, one thread. */
  @Benchmark
  @Threads(1)
  public Step accept1() {
    return logOn(right);
  }

  /** Accepted, two threads. */
  @Benchmark
  @Threads(2)
  public Step accept2() {
    return logOn(right);
  }

  /** A wrong password. */
  @Benchmark
  @Threads(1)
  public Step refuseWrongPassword() {
    return logOn(wrong);
  }

  /** NTLMv1. */
  @Benchmark
  @Threads(1)
  public Step refuseVersion1() {
    return logOn(version1);
  }

  /** Closes the authority. */
  @TearDown
  public void close() {
    Objects.requireNonNull(authority).close();
  }
}
