package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.authority.AccountChanges;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.ConcurrencyLimits;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import dev.parley.testing.TestExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("login()")
class PasswordLogonTest {
  private static final FilterName NAME = new FilterName("/shop", "r", "parley");
  private final SlowAuthority authority = new SlowAuthority();
  private final AccountChanges changes = new AccountChanges();
  private final PasswordLogon logon =
      new PasswordLogon(
          "r",
          authority,
          new LoginThrottle(ThrottleLimits.DEFAULT),
          changes,
          new AuditTrail(new Counters(), List.of(), InstantSource.system(), () -> NAME),
          new SecureRandom());

  /** Has keys for some algorithms, all of the password {@code secret}. */
  private static final class SlowAuthority implements DigestAuthority {
    final Map<String, Set<DigestAlgorithm>> accounts =
        Map.of(
            "new", Set.of(DigestAlgorithm.SHA_256),
            "old", Set.of(DigestAlgorithm.MD5),
            "both", Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));
    final AtomicInteger asked = new AtomicInteger();
    final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    volatile int failing = Integer.MAX_VALUE;
    volatile long millis;
    volatile Runnable meanwhile = () -> {};
    volatile boolean removed;

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
      if (asked.incrementAndGet() >= failing) {
        throw new AuthorityUnavailableException("down for the test");
      }
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Set<DigestAlgorithm> its = accounts.get(question.account());
      if (its == null || removed) {
        return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
      }
      if (!its.contains(question.algorithm())) {
        return new DigestVerdict.Refused(Reason.NO_KEY_FOR_ALGORITHM);
      }
      SessionKey key = key(question);
      boolean right = question.isAnsweredBy(key);
      meanwhile.run();
      if (right) {
        return DigestVerdict.Accepted.withAccountKey(
            new Identity(question.account(), "slow", Set.of()), key);
      }
      wrong.add(question.account());
      return new DigestVerdict.Refused(Reason.WRONG_RESPONSE);
    }

    private static SessionKey key(DigestQuestion question) {
      try {
        String text = question.account() + ":" + question.realm() + ":secret";
        return SessionKey.copyOf(
            MessageDigest.getInstance(question.algorithm().hashName())
                .digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  @DisplayName("A name that is longer than any never reaches the authority")
  void longName() {
    for (String name : List.of("x".repeat(257), "a" + "\u0301".repeat(31))) {
      assertThat(verify(name, "secret"))
          .isEqualTo(new PasswordLogon.Refused(Reason.UNKNOWN_ACCOUNT));
    }
    assertThat(authority.asked).hasValue(0);
  }

  @Test
  @DisplayName("A logon that finds no place to wait is told so; the authority is not to blame")
  void noPlace() throws Exception {
    LoginThrottle narrow =
        new LoginThrottle(ThrottleLimits.DEFAULT, new ConcurrencyLimits(1, 1, 0, 0, 0));
    PasswordLogon waitless =
        new PasswordLogon(
            "r",
            authority,
            narrow,
            changes,
            new AuditTrail(new Counters(), List.of(), InstantSource.system(), () -> NAME),
            new SecureRandom());
    TestExchange exchange = TestExchange.get("/x");
    try (Attempt other = narrow.begin("new", exchange.remoteAddress())) {
      assertThat(other.held()).isNull();
      assertThat(waitless.verify("new", "secret", exchange))
          .isEqualTo(new PasswordLogon.Refused(Reason.TOO_MANY_LOGONS));
    }
    assertThat(waitless.verify("new", "secret", exchange))
        .isInstanceOf(PasswordLogon.Accepted.class);
  }

  private PasswordLogon.Result verify(String account, String password) {
    return logon.verify(account, password, TestExchange.get("/x"));
  }

  private static <T> List<T> atOnce(int threads, Callable<T> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        tasks.add(task);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : executor.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "new, guess, 3",
    "old, guess, 3",
    "both, guess, 3",
    "nobody, guess, 3",
    "new, secret, 1",
    "old, secret, 3"
  })
  @DisplayName(
      "A refusal takes as many questions for an account that is not there as for any other")
  void questions(String account, String password, int expected) {
    PasswordLogon.Result result = verify(account, password);
    assertThat(result instanceof PasswordLogon.Accepted).isEqualTo(password.equals("secret"));
    assertThat(authority.asked).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({"new", "old", "both"})
  @DisplayName("The authority sees one wrong password where there was one")
  void wrongOnce(String account) {
    assertThat(verify(account, "guess"))
        .isEqualTo(new PasswordLogon.Refused(Reason.WRONG_RESPONSE));
    assertThat(authority.wrong).containsExactly(account);
  }

  @ParameterizedTest
  @CsvSource({"new", "old", "nobody"})
  @DisplayName("An authority that fails at any of the questions fails for all accounts alike")
  void failsInBetween(String account) {
    authority.failing = 3;
    assertThat(verify(account, "guess"))
        .isEqualTo(new PasswordLogon.Refused(Reason.AUTHORITY_UNAVAILABLE));
  }

  @Test
  @DisplayName("Of 64 guesses at once as many are tried as one after the other")
  void guessesAtOnce() throws Exception {
    authority.millis = 20;
    List<PasswordLogon.Result> results = atOnce(64, () -> verify("new", "guess"));
    assertThat(authority.wrong).hasSize(5);
    assertThat(results)
        .filteredOn(each -> each.equals(new PasswordLogon.Refused(Reason.LOCKED_OUT)))
        .hasSize(59);
  }

  @Test
  @DisplayName("64 right passwords at once are all let in")
  void rightAtOnce() throws Exception {
    authority.millis = 5;
    assertThat(atOnce(64, () -> verify("new", "secret")))
        .hasOnlyElementsOfType(PasswordLogon.Accepted.class);
  }

  @Test
  @DisplayName("What was asked before a change never outlives it: the authority is asked again")
  void changedMeanwhile() {
    authority.meanwhile =
        () -> {
          authority.meanwhile = () -> {};
          authority.removed = true;
          changes.record(List.of("new"));
        };
    assertThat(verify("new", "secret"))
        .isEqualTo(new PasswordLogon.Refused(Reason.UNKNOWN_ACCOUNT));
  }

  @Test
  @DisplayName(
      "An account that changes with every question gets no logon, and counts as no wrong password")
  void alwaysChanging() {
    authority.meanwhile = () -> changes.record(List.of("new"));
    assertThat(verify("new", "secret"))
        .isEqualTo(new PasswordLogon.Refused(Reason.AUTHORITY_UNAVAILABLE));
    authority.meanwhile = () -> changes.record(List.of("old"));
    assertThat(verify("new", "secret")).isInstanceOf(PasswordLogon.Accepted.class);
  }

  @Test
  @DisplayName("An authority that fails takes nobody's attempts")
  void downTakesNothing() {
    authority.failing = 0;
    for (int i = 0; i < 20; i++) {
      verify("new", "guess");
    }
    authority.failing = Integer.MAX_VALUE;
    assertThat(verify("new", "secret")).isInstanceOf(PasswordLogon.Accepted.class);
  }
}
