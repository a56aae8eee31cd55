package dev.parley.engine;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import java.util.Set;

/** A directory that somebody else ends; once this is closed, its listeners hear no more. */
final class LentAccountDirectory implements AccountDirectory, AutoCloseable {
  private final AccountDirectory directory;
  private final LentListeners listeners = new LentListeners();

  LentAccountDirectory(AccountDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Standing find(String account) throws AuthorityUnavailableException {
    return directory.find(account);
  }

  @Override
  public Standing find(String account, Set<String> otherNames)
      throws AuthorityUnavailableException {
    return directory.find(account, otherNames);
  }

  @Override
  public void addListener(AccountListener listener) {
    listeners.add(listener, directory::addListener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
