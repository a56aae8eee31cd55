package dev.parley.authority.file;

import dev.parley.authority.AuthorityUnavailableException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that questions are answered by, and how others take their place: from when listeners
 * are told on, no question is answered by the former ones, and by the new ones when all have heard.
 * Thread-safe; one thread at a time replaces or closes.
 */
final class AccountsInForce {
  private volatile @Nullable AccountTable accounts;
  private volatile @Nullable Turnover turnover;

  AccountsInForce(AccountTable first) {
    this.accounts = first;
  }

  /** Null once closed. */
  @Nullable AccountTable current() {
    return accounts;
  }

  /**
   * Asks the accounts that are in force from when they are asked until they have answered.
   *
   * @param discard takes an answer that came too late
   */
  <T> T answer(Function<AccountTable, T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    while (true) {
      Turnover underWay = turnover;
      if (underWay != null && underWay.isMine()) {
        return question.apply(underWay.after());
      }
      if (underWay != null) {
        underWay.await();
      }
      AccountTable current = accounts;
      if (current == null) {
        throw new AuthorityUnavailableException("the users file was closed");
      }
      T answer = question.apply(current);
      // In this order: a turnover that is over has left other accounts.
      if (turnover == null && accounts == current) {
        return answer;
      }
      // Of yesterday, or of keys that were just wiped.
      discard.accept(answer);
    }
  }

  /**
   * Puts others in the place of the current ones, and wipes those.
   *
   * @param tell tells listeners, while all questions wait
   * @param afterwards what needs both, and no question has to wait for
   */
  void replace(AccountTable after, Runnable tell, Runnable afterwards) {
    AccountTable before = accounts;
    Turnover underWay = new Turnover(after);
    turnover = underWay;
    try {
      tell.run();
    } finally {
      accounts = after;
      turnover = null;
      underWay.end();
    }
    try {
      afterwards.run();
    } finally {
      if (before != null) {
        before.destroy();
      }
    }
  }

  void close() {
    AccountTable last = accounts;
    accounts = null;
    if (last != null) {
      last.destroy();
    }
  }
}
