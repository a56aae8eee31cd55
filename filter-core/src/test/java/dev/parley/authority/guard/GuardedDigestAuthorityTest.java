package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestClient;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GuardedDigestAuthorityTest {
  private static final DigestQuestion QUESTION =
      new DigestClient("alice", "r", DigestAlgorithm.SHA_256).answer("a");
  private static final DigestVerdict WRONG = new Refused(Reason.WRONG_RESPONSE);

  private final Counters counters = new Counters();
  private final AtomicLong nanos = new AtomicLong();
  private final FakeAuthority fake = new FakeAuthority();
  private final GuardedDigestAuthority guarded = guard(Duration.ofMillis(200), 2);

  private GuardedDigestAuthority guard(Duration deadline, int concurrent) {
    return new GuardedDigestAuthority(
        fake,
        new AuthorityGuard(
            new GuardLimits(deadline, concurrent, 3, Duration.ofSeconds(10)),
            counters,
            nanos::get));
  }

  @AfterEach
  void close() {
    fake.release.countDown();
    guarded.close();
  }

  /** What an authority may do. */
  private interface Behaviour {
    DigestVerdict verify() throws AuthorityUnavailableException;
  }

  private static final class FakeAuthority implements DigestAuthority {
    volatile Behaviour behaviour = () -> WRONG;
    volatile boolean memory;
    volatile boolean closed;
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    final List<AccountListener> listeners = new ArrayList<>();

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
      asked.incrementAndGet();
      return behaviour.verify();
    }

    @Override
    public Optional<String> resolveUserhash(
        String userhash, String realm, DigestAlgorithm algorithm) {
      return Optional.of("alice");
    }

    @Override
    public boolean answersFromMemory() {
      return memory;
    }

    @Override
    public void addListener(AccountListener listener) {
      listeners.add(listener);
    }

    @Override
    public void close() {
      closed = true;
    }

    /** Waits for the release, whatever interrupts it. */
    void hang() {
      boolean released = false;
      while (!released) {
        try {
          released = release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          released = false;
        }
      }
    }
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> guarded.verify(QUESTION))
        .isInstanceOf(AuthorityUnavailableException.class);
  }

  private static Accepted accepted() {
    return Accepted.withAccountKey(
        new Identity("alice", "fake", Set.of()), SessionKey.copyOf(new byte[32]));
  }

  @Test
  @DisplayName("An answer in time is passed on and counted")
  void passesOn() throws Exception {
    Accepted accepted = accepted();
    fake.behaviour =
        () -> {
          nanos.addAndGet(1234);
          return accepted;
        };
    assertThat(guarded.verify(QUESTION)).isSameAs(accepted);
    assertThat(counters.snapshot().authorityNanos()).isEqualTo(1234);
    assertThat(accepted.key().isDestroyed()).isFalse();
    assertThat(guarded.resolveUserhash("x", "r", DigestAlgorithm.MD5)).contains("alice");
    assertThat(counters.snapshot().authorityCalls()).isEqualTo(1);
    assertThat(counters.snapshot().authorityFailures()).isZero();
    assertThat(guarded.name()).isEqualTo("fake");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "Whatever the authority throws, and null, becomes unavailable, never a wrong password")
  void throwsAnything(boolean memory) {
    fake.memory = memory;
    List<Behaviour> all =
        List.of(
            () -> {
              throw new IllegalStateException("pool is closed");
            },
            () -> {
              throw new StackOverflowError();
            },
            () -> {
              throw new AuthorityUnavailableException("down");
            });
    for (Behaviour each : all) {
      fake.behaviour = each;
      assertUnavailable();
    }
    assertThat(counters.snapshot().authorityFailures()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("An authority that answers null is unavailable")
  void answersNull(boolean memory) {
    fake.memory = memory;
    fake.behaviour = () -> null;
    assertUnavailable();
  }

  @Test
  @DisplayName("An authority that hangs costs the deadline and no more")
  void hangs() {
    fake.behaviour =
        () -> {
          fake.hang();
          return WRONG;
        };
    long start = System.nanoTime();
    assertThatThrownBy(() -> guarded.verify(QUESTION))
        .isInstanceOf(AuthorityUnavailableException.class)
        .hasMessageContaining("200 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(190), Duration.ofSeconds(10));
    assertThat(counters.snapshot().authorityFailures()).isEqualTo(1);
  }

  @Test
  @DisplayName("An authority that heeds interrupts is interrupted at the deadline")
  void interruptsTheAuthority() {
    CountDownLatch interrupted = new CountDownLatch(1);
    fake.behaviour =
        () -> {
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return WRONG;
        };
    assertUnavailable();
    await().until(() -> interrupted.getCount() == 0);
  }

  @Test
  @DisplayName("An answer that comes too late is thrown away and its key wiped")
  void late() {
    Accepted late = accepted();
    fake.behaviour =
        () -> {
          fake.hang();
          return late;
        };
    assertUnavailable();
    assertThat(late.key().isDestroyed()).isFalse();
    fake.release.countDown();
    await().until(() -> late.key().isDestroyed());
  }

  @Test
  @DisplayName("A request that is interrupted while it waits ends, and stays interrupted")
  void interruptedCaller() throws Exception {
    fake.behaviour =
        () -> {
          fake.hang();
          return WRONG;
        };
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
    try (GuardedDigestAuthority patient = guard(Duration.ofSeconds(20), 1)) {
      Thread request =
          new Thread(
              () -> {
                try {
                  patient.verify(QUESTION);
                } catch (AuthorityUnavailableException e) {
                  thrown.set(e);
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                }
              });
      request.start();
      await().until(() -> fake.asked.get() == 1);
      request.interrupt();
      request.join();
    }
    assertThat(thrown.get()).hasMessageContaining("interrupted");
    assertThat(stillInterrupted).hasValue(true);
  }

  @Test
  @DisplayName("More questions than threads and places to wait fail at once")
  void bounded() throws Exception {
    fake.behaviour =
        () -> {
          fake.hang();
          return WRONG;
        };
    try (GuardedDigestAuthority narrow = guard(Duration.ofSeconds(20), 1)) {
      List<Thread> waiting = new ArrayList<>();
      AtomicInteger answered = new AtomicInteger();
      for (int i = 0; i < 2; i++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    narrow.verify(QUESTION);
                    answered.incrementAndGet();
                  } catch (AuthorityUnavailableException e) {
                    // counted as not answered
                  }
                });
        thread.start();
        waiting.add(thread);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      }
      assertThatThrownBy(() -> narrow.verify(QUESTION))
          .isInstanceOf(AuthorityUnavailableException.class)
          .hasMessageContaining("too many");
      fake.release.countDown();
      for (Thread each : waiting) {
        each.join();
      }
      assertThat(answered).hasValue(2);
      assertThat(narrow.verify(QUESTION)).isEqualTo(WRONG);
    }
  }

  @Test
  @DisplayName("After failures in a row the authority is let alone, then tried with one question")
  void breaks() throws Exception {
    fake.behaviour =
        () -> {
          throw new AuthorityUnavailableException("down");
        };
    for (int i = 0; i < 5; i++) {
      assertUnavailable();
    }
    assertThat(fake.asked).hasValue(3);
    assertThatThrownBy(() -> guarded.resolveUserhash("x", "r", DigestAlgorithm.MD5))
        .isInstanceOf(AuthorityUnavailableException.class);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertUnavailable();
    assertUnavailable();
    assertThat(fake.asked).hasValue(4);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    fake.behaviour = () -> WRONG;
    assertThat(guarded.verify(QUESTION)).isEqualTo(WRONG);
    assertThat(guarded.verify(QUESTION)).isEqualTo(WRONG);
    assertThat(counters.snapshot().authorityCalls()).isEqualTo(6);
  }

  @Test
  @DisplayName("A question that waits behind others until its time is over is no failure in a row")
  void waitedBehindOthers() {
    fake.behaviour =
        () -> {
          fake.hang();
          return WRONG;
        };
    try (GuardedDigestAuthority narrow = guard(Duration.ofSeconds(1), 1)) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> narrow.verify(QUESTION))
            .isInstanceOf(AuthorityUnavailableException.class)
            .hasMessageContaining("1000 ms");
      }
      assertThat(fake.asked).as("the others never reached it").hasValue(1);
      fake.release.countDown();
      // A breaker that is open stays so, since its clock stands still.
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreException(AuthorityUnavailableException.class)
          .until(() -> narrow.verify(QUESTION) == WRONG);
    }
  }

  @Test
  @DisplayName("An authority that answers from memory is asked in the caller's thread")
  void fromMemory() throws Exception {
    fake.memory = true;
    AtomicReference<Thread> asker = new AtomicReference<>();
    fake.behaviour =
        () -> {
          asker.set(Thread.currentThread());
          return WRONG;
        };
    assertThat(guarded.verify(QUESTION)).isEqualTo(WRONG);
    assertThat(asker).hasValue(Thread.currentThread());
    assertThat(counters.snapshot().authorityCalls()).isEqualTo(1);
  }

  @Test
  @DisplayName("Listeners and close go through")
  void delegates() {
    AccountListener listener =
        new AccountListener() {
          @Override
          public void accountChanged(String account) {}

          @Override
          public void allAccountsChanged() {}
        };
    guarded.addListener(listener);
    assertThat(fake.listeners).containsExactly(listener);
    guarded.close();
    assertThat(fake.closed).isTrue();
    assertUnavailable();
  }

  @Test
  @DisplayName("Limits that make no sense are refused")
  void refusesNonsense() {
    Duration second = Duration.ofSeconds(1);
    for (Runnable wrong :
        new Runnable[] {
          () -> new GuardLimits(Duration.ZERO, 1, 1, second),
          () -> new GuardLimits(second, 0, 1, second),
          () -> new GuardLimits(second, 1, 0, second),
          () -> new GuardLimits(second, 1, 1, second.negated())
        }) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
