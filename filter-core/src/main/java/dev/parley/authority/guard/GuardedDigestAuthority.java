package dev.parley.authority.guard;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds an authority to its contract: whatever it does, a question ends in time with an answer or
 * with {@link AuthorityUnavailableException}. An authority that does not answer from memory gets a
 * deadline and a circuit breaker; an answer that comes too late is thrown away and its key wiped.
 * Counts the verifications, not the lookups of userhashes. Thread-safe.
 */
public final class GuardedDigestAuthority implements DigestAuthority {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedDigestAuthority.class);

  /** A question to the authority. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws AuthorityUnavailableException;
  }

  private final DigestAuthority authority;
  private final Counters counters;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final Deadline deadline;

  /** Guards an authority, which from now on is closed with this one. */
  public GuardedDigestAuthority(DigestAuthority authority, GuardLimits limits, Counters counters) {
    this(authority, limits, counters, System::nanoTime);
  }

  GuardedDigestAuthority(
      DigestAuthority authority, GuardLimits limits, Counters counters, LongSupplier nanoTime) {
    this.authority = authority;
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker(limits.failuresToOpen(), limits.pause(), nanoTime);
    this.deadline = new Deadline(limits.deadline(), limits.concurrent());
  }

  @Override
  public String name() {
    return authority.name();
  }

  @Override
  public boolean answersFromMemory() {
    return authority.answersFromMemory();
  }

  @Override
  public void addListener(AccountListener listener) {
    authority.addListener(listener);
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    pass();
    long start = nanoTime.getAsLong();
    boolean answered = false;
    try {
      DigestVerdict verdict =
          ask(() -> authority.verify(question), GuardedDigestAuthority::discard);
      answered = true;
      return verdict;
    } finally {
      counters.authorityCalled(nanoTime.getAsLong() - start, answered);
    }
  }

  private static void discard(DigestVerdict late) {
    if (late instanceof DigestVerdict.Accepted accepted) {
      accepted.key().destroy();
    }
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    pass();
    return ask(() -> authority.resolveUserhash(userhash, realm, algorithm), late -> {});
  }

  private void pass() throws AuthorityUnavailableException {
    if (!answersFromMemory() && !breaker.tryPass()) {
      throw new AuthorityUnavailableException(
          name() + " failed several times in a row and is let alone for a while");
    }
  }

  private <T> T ask(Question<T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    if (answersFromMemory()) {
      return answerOf(question);
    }
    Deadline.Result<T> result = deadline.ask(name(), () -> answerOf(question), discard);
    if (result instanceof Deadline.Answer<T> answer) {
      breaker.succeeded();
      return answer.value();
    }
    Deadline.Failure<T> failure = (Deadline.Failure<T>) result;
    if (!failure.authoritysFault()) {
      breaker.gaveUp();
    } else if (breaker.failed()) {
      LOG.warn("authority {} is let alone for a while: {}", name(), failure.why().getMessage());
    }
    throw failure.why();
  }

  /** The answer, with all that an authority must not do turned into the one checked exception. */
  private <T> T answerOf(Question<T> question) throws AuthorityUnavailableException {
    T answer;
    try {
      answer = question.ask();
    } catch (RuntimeException | Error e) {
      throw new AuthorityUnavailableException(name() + " failed with " + e.getClass().getName(), e);
    }
    if (answer == null) {
      throw new AuthorityUnavailableException(name() + " gave no answer");
    }
    return answer;
  }

  @Override
  public void close() {
    deadline.close();
    authority.close();
  }

  @Override
  public String toString() {
    return "guarded " + authority;
  }
}
