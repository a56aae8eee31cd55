package dev.parley.authority.guard;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks out after too many wrong answers, for a time that doubles. Time is that of {@link
 * System#nanoTime()}, so setting the clock ends no lockout. Bounded in memory, and in the threads
 * that try or wait. A request that waits for its turn waits for attempts of the same account or
 * from the same address, and holds up no other.
 */
public final class LoginThrottle implements Throttle {
  private static final int LONGEST_NAME = 128;

  /** Much longer than authorities may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An account as it is counted; the address is empty in the scope ACCOUNT. */
  private record Target(String account, String address) {}

  private final boolean byAddress;
  private final Tally<Target> accounts;
  private final Tally<String> addresses;
  private final Charges charges;
  private final boolean bounded;
  private final WaitingRoom waitingRoom;

  /** A throttle that has seen nothing yet, and bounds nothing but wrong answers. */
  public LoginThrottle(ThrottleLimits limits) {
    this(limits, ConcurrencyLimits.NONE);
  }

  /** A throttle that has seen nothing yet. */
  public LoginThrottle(ThrottleLimits limits, ConcurrencyLimits concurrency) {
    this(limits, concurrency, System::nanoTime, PATIENCE);
  }

  LoginThrottle(
      ThrottleLimits limits,
      ConcurrencyLimits concurrency,
      LongSupplier nanoTime,
      Duration patience) {
    this.byAddress = limits.scope() == ThrottleLimits.Scope.ACCOUNT_AND_ADDRESS;
    this.accounts =
        new Tally<>(limits.failures(), concurrency.attemptsPerAccount(), limits, nanoTime);
    this.addresses =
        new Tally<>(limits.addressFailures(), concurrency.attemptsPerAddress(), limits, nanoTime);
    this.charges = new Charges(limits, nanoTime);
    this.bounded = !concurrency.equals(ConcurrencyLimits.NONE);
    this.waitingRoom = new WaitingRoom(concurrency, patience);
  }

  /**
   * A directory whose questions take turns as attempts do. Where attempts are bounded, those who
   * wait for a question take the places of those who wait for an attempt.
   *
   * @param limits what bounds the questions
   */
  public AccountLookups lookups(AccountDirectory directory, ConcurrencyLimits limits) {
    WaitingRoom room = bounded ? waitingRoom : new WaitingRoom(limits, PATIENCE);
    return new AccountLookups(directory, limits, room);
  }

  private Target target(String account, String network) {
    return new Target(counted(account), byAddress ? network : "");
  }

  /** The form by which wrong answers are counted. */
  static String counted(String account) {
    return shortened(AccountNames.canonical(account));
  }

  /**
   * The form by which wrong answers are taken back: with the domain and the marks, for info of one
   * domain is not info of another.
   */
  static String charged(String account) {
    return shortened(
        AccountNames.isOrderly(account)
            ? AccountNames.folded(account)
            : AccountNames.loose(account));
  }

  /**
   * Long names, which only an attacker sends, are kept by their hash: they must not fill memory.
   */
  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    try {
      byte[] octets = name.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable Reason check(String account, String address) {
    String network = RemoteAddress.network(address);
    return check(target(account, network), network);
  }

  private @Nullable Reason check(Target target, String network) {
    return accounts.isLocked(target) ? Reason.LOCKED_OUT : checkNetwork(network);
  }

  @Override
  public @Nullable Reason check(String address) {
    return checkNetwork(RemoteAddress.network(address));
  }

  private @Nullable Reason checkNetwork(String network) {
    return addresses.isLocked(network) ? Reason.THROTTLED : null;
  }

  @Override
  public Attempt begin(String account, String address) throws AuthorityUnavailableException {
    String network = RemoteAddress.network(address);
    Target target = target(account, network);
    Turn turn = turn(account, target, network);
    if (turn instanceof Now now) {
      return now.attempt();
    }
    try (WaitingRoom.Place place = waitingRoom.enter(target, network)) {
      while (turn instanceof Later later) {
        place.await(later.ended());
        turn = turn(account, target, network);
      }
      return ((Now) turn).attempt();
    }
  }

  /** Whether it is the turn of a request. */
  private sealed interface Turn {}

  /** It is: here is its attempt, which may be held. */
  private record Now(Attempt attempt) implements Turn {}

  /** It may be when another attempt has ended. */
  private record Later(CountDownLatch ended) implements Turn {}

  private Turn turn(String account, Target target, String network) {
    Reason held = check(target, network);
    if (held != null) {
      return new Now(new Held(held));
    }
    CountDownLatch ended = take(target, network);
    if (ended != null) {
      return new Later(ended);
    }
    // The last of the others may have been wrong, and gone, since this one looked.
    held = check(target, network);
    if (held == null) {
      return new Now(new Begun(account, target, network));
    }
    giveBack(target, network);
    return new Now(new Held(held));
  }

  /** Takes a place with both, or with neither: who waits for one keeps nobody from the other. */
  private @Nullable CountDownLatch take(Target target, String network) {
    CountDownLatch turn = accounts.begin(target);
    if (turn != null) {
      return turn;
    }
    turn = addresses.begin(network);
    if (turn != null) {
      accounts.end(target);
    }
    return turn;
  }

  private void giveBack(Target target, String network) {
    addresses.end(network);
    accounts.end(target);
  }

  @Override
  public void failed(String account, String address) {
    String network = RemoteAddress.network(address);
    failed(account, target(account, network), network, Set.of());
  }

  private void failed(String account, Target target, String network, Set<String> hashes) {
    String name = charged(account);
    charges.add(name, network, hashes, accounts.failed(target), addresses.failed(network));
    for (String hash : hashes) {
      charges.addOfHash(hash, name, network, accounts.failed(target(hash, network)));
    }
  }

  @Override
  public boolean isClean() {
    return charges.isEmpty();
  }

  @Override
  public void succeeded(String account, String address) {
    String network = RemoteAddress.network(address);
    if (addresses.mayHave(network)) {
      succeeded(account, target(account, network), network);
    }
  }

  /** Who mistyped is no guesser: what this account has cost itself and the address is forgotten. */
  private void succeeded(String account, Target target, String network) {
    if (!charges.isEmpty()) {
      String name = charged(account);
      takeBack(name, target, network);
      for (String hash : charges.hashesOf(name, network)) {
        takeBack(hash, target(hash, network), network);
      }
    }
  }

  private void takeBack(String name, Target target, String network) {
    Charges.Taken taken = charges.take(name, network);
    if (taken != null) {
      accounts.forget(target, taken.ofAccount().history(), taken.ofAccount().failures());
      addresses.forget(network, taken.ofAddress().history(), taken.ofAddress().failures());
    }
  }

  @Override
  public WrongAnswers wrongAnswers() {
    List<Charges.OfName> charged = charges.ofNames();
    return renewed ->
        charged.forEach(
            each -> {
              if (each.isOf(renewed)) {
                forget(each);
              }
            });
  }

  private void forget(Charges.OfName charged) {
    if (charges.takeOut(charged)) {
      Charges.Count count = charged.ofAccount();
      accounts.takeOut(
          target(charged.name(), charged.network()), count.history(), count.failures());
    }
  }

  @Override
  public void tidy() {
    accounts.tidy();
    addresses.tidy();
    charges.tidy();
  }

  /** How many accounts and addresses have attempts under way, or requests that wait. */
  int underWay() {
    return accounts.keysUnderWay() + addresses.keysUnderWay() + waitingRoom.keys();
  }

  /** An attempt that never began. */
  private record Held(Reason held) implements Attempt {
    @Override
    public void await(CountDownLatch other) {}

    @Override
    public void countAlsoFor(String hash) {}

    @Override
    public void failed() {}

    @Override
    public void succeeded() {}

    @Override
    public void close() {}
  }

  /** An attempt that has its places. */
  private final class Begun implements Attempt {
    private final String account;
    private final Target target;
    private final String network;
    private final Set<String> hashes = new HashSet<>();
    private boolean over;

    Begun(String account, Target target, String network) {
      this.account = account;
      this.target = target;
      this.network = network;
    }

    @Override
    public @Nullable Reason held() {
      return null;
    }

    @Override
    public void await(CountDownLatch other) throws AuthorityUnavailableException {
      try (WaitingRoom.Place place = waitingRoom.enter(target, network)) {
        place.await(other);
      }
    }

    @Override
    public void countAlsoFor(String hash) {
      if (!hash.equals(account)) {
        hashes.add(charged(hash));
      }
    }

    @Override
    public void failed() {
      if (!over) {
        // Counted before the places are given back: whoever takes one knows of it.
        LoginThrottle.this.failed(account, target, network, Set.copyOf(hashes));
        close();
      }
    }

    @Override
    public void succeeded() {
      if (!over) {
        LoginThrottle.this.succeeded(account, target, network);
        close();
      }
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        giveBack(target, network);
      }
    }
  }
}
