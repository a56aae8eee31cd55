package dev.parley.digest.context;

import dev.parley.authority.AccountListener;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what an authority says of changed accounts. Thread-safe. */
final class AuthorityChanges implements AccountListener {
  private final AtomicLong count = new AtomicLong();

  @Override
  public void accountChanged(String account) {
    count.incrementAndGet();
  }

  @Override
  public void allAccountsChanged() {
    count.incrementAndGet();
  }

  /** How many there were until now. */
  long count() {
    return count.get();
  }
}
