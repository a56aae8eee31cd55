package dev.parley.authority.file;

import dev.parley.audit.Aside;
import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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

  /** Tells of accounts that changed in time. */
  void tell(List<String> changed) {
    if (!changed.isEmpty()) {
      tellEach(listener -> changed(listener, changed));
    }
  }

  /** Tells of another content. */
  void tell(TableChange change) {
    if (change.count() > 0) {
      tellEach(listener -> changed(listener, change.some()));
    }
  }

  /** Tells of the accounts that were renewed, when all have recorded the change. */
  void tellRenewed(TableChange change) {
    if (change.count() > 0) {
      tellEach(listener -> listener.accountsRenewed(change));
    }
  }

  private static void changed(AccountListener listener, List<String> changed) {
    if (changed.size() > MANY) {
      listener.allAccountsChanged();
    } else {
      listener.accountsChanged(changed);
    }
  }

  private void tellEach(Consumer<AccountListener> word) {
    for (AccountListener listener : listeners) {
      try {
        word.accept(listener);
      } catch (RuntimeException | Error e) {
        Aside.write(() -> LOG.error("users file {}: a listener failed", path, e));
        tellOfAll(listener);
      }
    }
  }

  /** What it has heard of the change is not known: it keeps nothing then. */
  private void tellOfAll(AccountListener listener) {
    try {
      listener.allAccountsChanged();
    } catch (RuntimeException | Error e) {
      Aside.write(
          () -> LOG.error("users file {}: a listener failed again; restart the server", path, e));
    }
  }
}
