package dev.parley.authority.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestClient;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmClient;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.authority.NtlmVerdict.Accepted;
import dev.parley.authority.NtlmVerdict.Refused;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardedNtlmAuthorityTest {
  private static final NtlmQuestion QUESTION = new NtlmClient("", "alice").answer("a");
  private static final NtlmVerdict WRONG = new Refused(Reason.WRONG_RESPONSE);

  private final Counters counters = new Counters();
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Fake fake = new Fake();
  private final AuthorityGuard guard =
      new AuthorityGuard(
          new GuardLimits(Duration.ofMillis(200), 2, 3, Duration.ofSeconds(10)),
          counters,
          nanos::get);
  private final GuardedNtlmAuthority guarded = new GuardedNtlmAuthority(fake, guard);
  private final GuardedDigestAuthority digest = new GuardedDigestAuthority(fake, guard);

  /** For NTLM and Digest. */
  private static final class Fake implements NtlmAuthority, DigestAuthority, AccountDirectory {
    volatile Callable<NtlmVerdict> behaviour = () -> WRONG;
    volatile boolean closed;
    final List<AccountListener> listeners = new ArrayList<>();

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public NtlmTarget target() {
      return NtlmTarget.ofComputer("FAKE");
    }

    @Override
    public boolean answersFromMemory() {
      return false;
    }

    @Override
    public void addListener(AccountListener listener) {
      listeners.add(listener);
    }

    @Override
    public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
      try {
        return behaviour.call();
      } catch (AuthorityUnavailableException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      return new DigestVerdict.Refused(Reason.WRONG_RESPONSE);
    }

    @Override
    public Standing find(String account) throws AuthorityUnavailableException {
      if (account.equals("down")) {
        throw new AuthorityUnavailableException("down");
      }
      return new Unknown();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @AfterEach
  void close() {
    release.countDown();
    guarded.close();
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> guarded.verify(QUESTION))
        .isInstanceOf(AuthorityUnavailableException.class);
  }

  private static Accepted accepted() {
    return new Accepted(
        new Identity("alice", "fake", Set.of()), SessionKey.copyOf(new byte[16]), Set.of());
  }

  @Test
  @DisplayName("An answer in time is passed on and counted; the target comes at once")
  void passesOn() throws Exception {
    Accepted accepted = accepted();
    fake.behaviour = () -> accepted;
    assertThat(guarded.verify(QUESTION)).isSameAs(accepted);
    assertThat(accepted.sessionBaseKey().isDestroyed()).isFalse();
    assertThat(guarded.target()).isEqualTo(fake.target());
    assertThat(guarded.name()).isEqualTo("fake");
    assertThat(counters.snapshot().authorityCalls()).isEqualTo(1);
  }

  @Test
  @DisplayName("Whatever the authority throws, and null, becomes unavailable")
  void throwsAnything() {
    fake.behaviour =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertUnavailable();
    fake.behaviour = () -> null;
    assertUnavailable();
    assertThat(counters.snapshot().authorityFailures()).isEqualTo(2);
  }

  @Test
  @DisplayName("An answer that comes too late is thrown away and its key wiped")
  void late() {
    Accepted late = accepted();
    fake.behaviour =
        () -> {
          boolean released = false;
          while (!released) {
            try {
              released = release.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              released = false;
            }
          }
          return late;
        };
    assertUnavailable();
    assertThat(late.sessionBaseKey().isDestroyed()).isFalse();
    release.countDown();
    await().until(() -> late.sessionBaseKey().isDestroyed());
  }

  @Test
  @DisplayName("One breaker serves NTLM, Digest and the directory of one authority")
  void sharedBreaker() throws Exception {
    GuardedAccountDirectory directory = new GuardedAccountDirectory(fake, guard, "fake", false);
    DigestQuestion question = new DigestClient("alice", "r", DigestAlgorithm.SHA_256).answer("a");
    assertThat(digest.verify(question)).isInstanceOf(DigestVerdict.Refused.class);
    assertThat(directory.find("alice")).isInstanceOf(AccountDirectory.Unknown.class);
    fake.behaviour =
        () -> {
          throw new AuthorityUnavailableException("down");
        };
    assertUnavailable();
    assertUnavailable();
    assertThatThrownBy(() -> directory.find("down"))
        .isInstanceOf(AuthorityUnavailableException.class);
    assertThatThrownBy(() -> digest.verify(question))
        .isInstanceOf(AuthorityUnavailableException.class)
        .hasMessageContaining("let alone");
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(digest.verify(question)).isInstanceOf(DigestVerdict.Refused.class);
    fake.behaviour = () -> WRONG;
    assertThat(guarded.verify(QUESTION)).isEqualTo(WRONG);
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
}
