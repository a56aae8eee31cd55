package dev.parley.it.assembly;

import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Knows every account that begins with {@code user} and the account {@code admin}, all with one
 * password, and can be told to hold its answers, to throw or to be late. Counts what it is really
 * asked.
 */
final class TestAuthority implements DigestAuthority {
  /** How it behaves. */
  enum Mode {
    NORMAL,
    /** Answers after some time. */
    LATE,
    /** Answers when it behaves in another way. */
    HOLD,
    /** Says that it is unavailable. */
    UNAVAILABLE,
    /** Has a defect. */
    THROW
  }

  /** What it does now. */
  record Behaviour(Mode mode, long millis) {}

  private final String password;
  private final LongAdder questions = new LongAdder();
  private volatile Behaviour behaviour = new Behaviour(Mode.NORMAL, 0);

  TestAuthority(String password) {
    this.password = password;
  }

  synchronized void behave(Behaviour next) {
    behaviour = next;
    notifyAll();
  }

  long questions() {
    return questions.sum();
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    questions.increment();
    misbehave();
    String canonical = AccountNames.canonical(question.account());
    boolean known = canonical.startsWith("user") || canonical.equals("admin");
    SessionKey key = key(question, known ? password : "no password of anybody");
    if (!question.isAnsweredBy(key) || !known) {
      key.destroy();
      return new DigestVerdict.Refused(known ? Reason.WRONG_RESPONSE : Reason.UNKNOWN_ACCOUNT);
    }
    Set<String> roles = canonical.equals("admin") ? Set.of("user", "admin") : Set.of("user");
    return DigestVerdict.Accepted.withAccountKey(
        new Identity(question.account(), name(), roles), key);
  }

  private void misbehave() throws AuthorityUnavailableException {
    Behaviour now = behaviour;
    switch (now.mode()) {
      case NORMAL -> {}
      case LATE -> sleep(now.millis());
      case HOLD -> awaitOther(now);
      case UNAVAILABLE -> throw new AuthorityUnavailableException("the test says so");
      case THROW -> throw new IllegalStateException("a defect of the authority");
    }
  }

  private synchronized void awaitOther(Behaviour than) throws AuthorityUnavailableException {
    try {
      while (behaviour.equals(than)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException("interrupted", e);
    }
  }

  private static void sleep(long millis) throws AuthorityUnavailableException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException("interrupted", e);
    }
  }

  private static SessionKey key(DigestQuestion question, String password) {
    String a1 = question.account() + ":" + question.realm() + ":" + password;
    try {
      MessageDigest hash = MessageDigest.getInstance(question.algorithm().hashName());
      return SessionKey.copyOf(hash.digest(a1.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
