package dev.parley.negotiate.context;

import dev.parley.authority.AccountNames;
import dev.parley.bounded.OldestFirst;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts the connections have carried. A connection that carries two is not one client's: a
 * proxy that nobody has declared shares it out, or another user has come to the same browser.
 * Bounded in number and time. Thread-safe; {@link #of} takes no lock.
 */
final class ConnectionAccounts {
  private final OldestFirst<String, Carried> byConnection;

  /**
   * What a connection has carried.
   *
   * @param account the first account's name
   * @param ofConnection whether a mechanism has proved it for the connection, not for a request
   * @param shared whether there was another account too
   */
  record Carried(String account, boolean ofConnection, boolean shared) {
    private Carried with(String other, boolean proved) {
      boolean another = shared || !isSame(account, other);
      boolean connection = ofConnection || proved;
      return another == shared && connection == ofConnection
          ? this
          : new Carried(account, connection, another);
    }

    private static boolean isSame(String one, String other) {
      return one.equals(other) || AccountNames.canonical(one).equals(AccountNames.canonical(other));
    }
  }

  /**
   * @param maximum how many connections are remembered at most
   * @param idle after which time without a request one is forgotten
   */
  ConnectionAccounts(int maximum, Duration idle, LongSupplier nanoTime) {
    this.byConnection = OldestFirst.byUse(maximum, idle, nanoTime, (id, carried, full) -> {});
  }

  @Nullable Carried of(String connectionId) {
    return byConnection.get(connectionId);
  }

  /**
   * A request came over a connection.
   *
   * @param account whose it was
   * @param ofConnection whether it was proved for the connection
   * @return what the connection has carried now
   */
  Carried note(String connectionId, String account, boolean ofConnection) {
    Carried before = byConnection.get(connectionId);
    Carried now =
        before == null
            ? new Carried(account, ofConnection, false)
            : before.with(account, ofConnection);
    if (!now.equals(before)) {
      byConnection.put(connectionId, now);
    }
    return now;
  }
}
