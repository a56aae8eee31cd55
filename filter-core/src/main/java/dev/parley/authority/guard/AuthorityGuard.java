package dev.parley.authority.guard;

import dev.parley.audit.Aside;
import dev.parley.audit.Counters;
import dev.parley.authority.AuthorityUnavailableException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an authority so that, whatever it does, a question ends in time with an answer or with
 * {@link AuthorityUnavailableException}. An authority that does not answer from memory gets a
 * deadline and a circuit breaker. One guard serves all that one authority is asked, for Digest and
 * for NTLM. Thread-safe.
 */
public final class AuthorityGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityGuard.class);

  /** A question to the authority. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws AuthorityUnavailableException;
  }

  private final Counters counters;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final Deadline deadline;

  /** A guard that has seen nothing yet. */
  public AuthorityGuard(GuardLimits limits, Counters counters) {
    this(limits, counters, System::nanoTime);
  }

  AuthorityGuard(GuardLimits limits, Counters counters, LongSupplier nanoTime) {
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker(limits.failuresToOpen(), limits.pause(), nanoTime);
    this.deadline = new Deadline(limits.deadline(), limits.concurrent());
  }

  /**
   * Asks for a verdict, and counts it.
   *
   * @param discard takes an answer that comes too late
   */
  <T> T verify(String name, boolean fromMemory, Question<T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    pass(name, fromMemory);
    long start = nanoTime.getAsLong();
    boolean answered = false;
    try {
      T verdict = askPassed(name, fromMemory, question, discard);
      answered = true;
      return verdict;
    } finally {
      counters.authorityCalled(nanoTime.getAsLong() - start, answered);
    }
  }

  /** Asks anything else, which is not counted. */
  <T> T ask(String name, boolean fromMemory, Question<T> question)
      throws AuthorityUnavailableException {
    pass(name, fromMemory);
    return askPassed(name, fromMemory, question, late -> {});
  }

  private void pass(String name, boolean fromMemory) throws AuthorityUnavailableException {
    if (!fromMemory && !breaker.tryPass()) {
      throw new AuthorityUnavailableException(
          name + " failed several times in a row and is let alone for a while");
    }
  }

  private <T> T askPassed(
      String name, boolean fromMemory, Question<T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    if (fromMemory) {
      return answerOf(name, question);
    }
    Deadline.Result<T> result = deadline.ask(name, () -> answerOf(name, question), discard);
    if (result instanceof Deadline.Answer<T> answer) {
      breaker.succeeded();
      return answer.value();
    }
    Deadline.Failure<T> failure = (Deadline.Failure<T>) result;
    if (!failure.authoritysFault()) {
      breaker.gaveUp();
    } else if (breaker.failed()) {
      Aside.write(
          () ->
              LOG.warn(
                  "authority {} is let alone for a while: {}", name, failure.why().getMessage()));
    }
    throw failure.why();
  }

  /** The answer, with all that an authority must not do turned into the one checked exception. */
  private static <T> T answerOf(String name, Question<T> question)
      throws AuthorityUnavailableException {
    T answer;
    try {
      answer = question.ask();
    } catch (RuntimeException | Error e) {
      throw new AuthorityUnavailableException(name + " failed with " + e.getClass().getName(), e);
    }
    if (answer == null) {
      throw new AuthorityUnavailableException(name + " gave no answer");
    }
    return answer;
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    deadline.close();
  }
}
