package dev.parley.authority.guard;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong answers by account and address and refuses for a growing time after too many.
 * Accounts count in their canonical form, addresses of IPv6 by their /64. Thread-safe.
 */
public interface Throttle {

  /**
   * Looks, and promises nothing: for what need not be done where no password will be tried.
   *
   * @return {@link Reason#LOCKED_OUT} or {@link Reason#THROTTLED} when none must be tried now, else
   *     null
   */
  @Nullable Reason check(String account, String address);

  /**
   * The same of the address alone: for what need not be done before the account is known.
   *
   * @return {@link Reason#THROTTLED} or null
   */
  @Nullable Reason check(String address);

  /**
   * Called before a password is tried, against a kept key as well as by an authority. Where as many
   * attempts are under way as wrong answers are still free, or as may be tried at once, it waits
   * for the end of one.
   *
   * @return to be closed when the outcome is known, whatever it is
   * @throws AuthorityUnavailableException when too many wait already, the turn does not come in
   *     time, or the thread is interrupted
   */
  Attempt begin(String account, String address) throws AuthorityUnavailableException;

  /** An answer was wrong that took no attempt: one to a context that is kept. */
  void failed(String account, String address);

  /**
   * Whether there is no wrong answer that {@link #succeeded} could forget; costs next to nothing.
   */
  boolean isClean();

  /**
   * An answer was right, and none that was given before, that took no attempt: one to a context
   * that is kept. Forgets what {@link Attempt#succeeded} does, and never waits.
   */
  void succeeded(String account, String address);

  /** The wrong answers that count now: some may turn out to be to keys that are no more. */
  WrongAnswers wrongAnswers();

  /** The wrong answers that counted at one moment. */
  @FunctionalInterface
  interface WrongAnswers {
    /**
     * Accounts were new then, or their passwords were: the wrong answers for their own names are
     * forgotten, and so is a lockout that they brought. What has come since stays, and what other
     * names were charged, and what counts for addresses.
     *
     * @param renewed whether a name is of such an account and of no other
     */
    void forget(Predicate<String> renewed);
  }

  /** Frees what is over, on a server without requests too. */
  default void tidy() {}
}
