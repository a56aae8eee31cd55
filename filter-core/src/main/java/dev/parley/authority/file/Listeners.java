package dev.parley.authority.file;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears of changed users. One that fails does not keep the others from hearing. Thread-safe.
 */
final class Listeners {
  /** With more changed accounts than this all may have changed. */
  static final int MANY = AccountChanges.REMEMBERED / 8;

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final Path path;
  private final CopyOnWriteArrayList<AccountListener> listeners = new CopyOnWriteArrayList<>();

  Listeners(Path path) {
    this.path = path;
  }

  void add(AccountListener listener) {
    listeners.addIfAbsent(listener);
  }

  void tell(List<String> changed) {
    if (changed.isEmpty()) {
      return;
    }
    for (AccountListener listener : listeners) {
      try {
        if (changed.size() > MANY) {
          listener.allAccountsChanged();
        } else {
          listener.accountsChanged(changed);
        }
      } catch (RuntimeException e) {
        LOG.error("users file {}: a listener failed", path, e);
      }
    }
  }
}
