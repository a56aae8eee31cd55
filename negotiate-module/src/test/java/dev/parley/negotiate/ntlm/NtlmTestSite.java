package dev.parley.negotiate.ntlm;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.Throttle;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A server with one user, for tests. */
final class NtlmTestSite {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Peer PEER = new Peer("192.0.2.1", "web.example.org", List.of());

  final TestNtlmAuthority authority = new TestNtlmAuthority().with("alice", "secret words");
  final AccountChanges changes = new AccountChanges();
  final List<String> throttled = new ArrayList<>();
  Reason held;
  boolean requireMic;
  BindingPolicy bindings = BindingPolicy.OFF;
  BindingPolicy target = BindingPolicy.OFF;
  Set<String> targetNames = Set.of();
  boolean allowAnonymous;
  NtlmIdentities identities = NtlmIdentities.OF_THE_AUTHORITY;

  Throttle throttle =
      new Throttle() {
        @Override
        public Reason check(String account, String address) {
          return held;
        }

        @Override
        public Attempt begin(String account, String address) {
          throttled.add("begin " + account + " " + address);
          return new TestAttempt(held, account + " " + address);
        }

        @Override
        public void failed(String account, String address) {
          throw new AssertionError("an answer of NTLM takes an attempt");
        }

        @Override
        public Reason check(String address) {
          return null;
        }

        @Override
        public boolean isClean() {
          return true;
        }

        @Override
        public WrongAnswers wrongAnswers() {
          return renewed -> {};
        }

        @Override
        public void succeeded(String account, String address) {
          throw new AssertionError("an answer of NTLM takes an attempt");
        }
      };

  /** Writes down what it is told. */
  private final class TestAttempt implements Attempt {
    private final Reason held;
    private final String whose;

    TestAttempt(Reason held, String whose) {
      this.held = held;
      this.whose = whose;
    }

    @Override
    public Reason held() {
      return held;
    }

    @Override
    public void await(CountDownLatch other) {
      throw new AssertionError("an answer of NTLM waits for no other");
    }

    @Override
    public void countAlsoFor(String name) {}

    @Override
    public void failed() {
      throttled.add("failed " + whose);
    }

    @Override
    public void succeeded() {
      throttled.add("succeeded " + whose);
    }

    @Override
    public void close() {
      throttled.add("close " + whose);
    }
  }

  Mechanism mechanism() {
    return new NtlmMechanism(
        new NtlmPolicy(
            requireMic,
            bindings,
            target,
            targetNames,
            allowAnonymous,
            Duration.ofMinutes(30),
            InstantSource.fixed(NOW),
            new SecureRandom()),
        authority,
        changes,
        throttle,
        identities);
  }

  static TestNtlmClient alice() {
    return new TestNtlmClient("WEB", "alice", "secret words");
  }

  Step logOn(TestNtlmClient client) {
    return logOn(client, PEER);
  }

  Step logOn(TestNtlmClient client, Peer peer) {
    try (Mechanism mechanism = mechanism();
        Mechanism.Acceptor acceptor = mechanism.newAcceptor()) {
      Step first = acceptor.accept(client.negotiate(), peer);
      return first instanceof Step.Continue next
          ? acceptor.accept(client.authenticate(next.token()), peer)
          : first;
    }
  }
}
