package dev.parley.authority.guard;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import java.util.Set;

/** Holds a directory to its contract, by an {@link AuthorityGuard}. Thread-safe. */
public final class GuardedAccountDirectory implements AccountDirectory {
  private final AccountDirectory directory;
  private final AuthorityGuard guard;
  private final String name;
  private final boolean fromMemory;

  /**
   * Guards a directory.
   *
   * @param name how it is called in messages
   * @param fromMemory whether it answers from memory
   */
  public GuardedAccountDirectory(
      AccountDirectory directory, AuthorityGuard guard, String name, boolean fromMemory) {
    this.directory = directory;
    this.guard = guard;
    this.name = name;
    this.fromMemory = fromMemory;
  }

  @Override
  public Standing find(String account) throws AuthorityUnavailableException {
    return guard.ask(name, fromMemory, () -> directory.find(account));
  }

  @Override
  public Standing find(String account, Set<String> otherNames)
      throws AuthorityUnavailableException {
    return guard.ask(name, fromMemory, () -> directory.find(account, otherNames));
  }

  /** Whether no question has to wait. */
  public boolean answersFromMemory() {
    return fromMemory;
  }

  @Override
  public void addListener(AccountListener listener) {
    directory.addListener(listener);
  }

  @Override
  public String toString() {
    return "guarded " + directory;
  }
}
