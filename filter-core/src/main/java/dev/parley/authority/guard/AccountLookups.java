package dev.parley.authority.guard;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AuthorityUnavailableException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Asks a directory about accounts whose clients have proved who they are. A directory that is asked
 * over the network holds a thread for each question: so one account and one address have no more
 * questions under way, and wait for no more, than attempts with a password. Lockouts do not count
 * here, since nothing is guessed. Thread-safe.
 */
public final class AccountLookups {
  /** Knows no account. */
  public static final AccountLookups NONE = new AccountLookups(AccountDirectory.NONE);

  private final AccountDirectory directory;
  private final @Nullable ConcurrencyLimits limits;
  private final @Nullable WaitingRoom waitingRoom;
  private final Turns<String> accounts = new Turns<>();
  private final Turns<String> addresses = new Turns<>();

  /**
   * Whose question it is.
   *
   * @param countedAs what an account has one of, however its client spells it
   * @param address the client's
   */
  public record Client(String countedAs, String address) {}

  private AccountLookups(AccountDirectory directory) {
    this.directory = directory;
    this.limits = null;
    this.waitingRoom = null;
  }

  AccountLookups(AccountDirectory directory, ConcurrencyLimits limits, WaitingRoom waitingRoom) {
    this.directory = directory;
    this.limits = limits;
    this.waitingRoom = waitingRoom;
  }

  /** For a directory that answers from memory, so that no question has to wait. */
  public static AccountLookups fromMemory(AccountDirectory directory) {
    return new AccountLookups(directory);
  }

  /**
   * Looks an account up, when it is the client's turn.
   *
   * @param otherNames those that its domain has for it
   * @throws AuthorityUnavailableException when too many wait already, the turn does not come in
   *     time, or the directory gives no answer
   */
  public AccountDirectory.Standing find(String account, Set<String> otherNames, Client client)
      throws AuthorityUnavailableException {
    if (limits == null || waitingRoom == null) {
      return directory.find(account, otherNames);
    }
    String network = RemoteAddress.network(client.address());
    takeTurn(client.countedAs(), network, limits, waitingRoom);
    try {
      return directory.find(account, otherNames);
    } finally {
      addresses.end(network);
      accounts.end(client.countedAs());
    }
  }

  private void takeTurn(
      String account, String network, ConcurrencyLimits limits, WaitingRoom waitingRoom)
      throws AuthorityUnavailableException {
    CountDownLatch ended = take(account, network, limits);
    if (ended != null) {
      try (WaitingRoom.Place place = waitingRoom.enter(account, network)) {
        while (ended != null) {
          place.await(ended);
          ended = take(account, network, limits);
        }
      }
    }
  }

  /** Takes a place with both, or with neither. */
  private @Nullable CountDownLatch take(String account, String network, ConcurrencyLimits limits) {
    CountDownLatch ended = accounts.begin(account, same -> limits.attemptsPerAccount());
    if (ended != null) {
      return ended;
    }
    ended = addresses.begin(network, same -> limits.attemptsPerAddress());
    if (ended != null) {
      accounts.end(account);
    }
    return ended;
  }
}
