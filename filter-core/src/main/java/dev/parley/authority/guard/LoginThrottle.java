package dev.parley.authority.guard;

import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.sspi.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks out after too many wrong answers, for a time that doubles. Time is that of {@link
 * System#nanoTime()}, so setting the clock ends no lockout. Bounded in memory. Whoever waits for
 * his turn waits for attempts of the same account or from the same address, and holds up nobody.
 */
public final class LoginThrottle implements Throttle {
  private static final int LONGEST_NAME = 128;

  /** Much longer than authorities may take, as with those who wait for the same context. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An account as it is counted; the address is empty in the scope ACCOUNT. */
  private record Target(String account, String address) {}

  private final boolean byAddress;
  private final Duration patience;
  private final Tally<Target> accounts;
  private final Tally<String> addresses;

  /** A throttle that has seen nothing yet. */
  public LoginThrottle(ThrottleLimits limits) {
    this(limits, System::nanoTime, PATIENCE);
  }

  LoginThrottle(ThrottleLimits limits, LongSupplier nanoTime, Duration patience) {
    this.byAddress = limits.scope() == ThrottleLimits.Scope.ACCOUNT_AND_ADDRESS;
    this.patience = patience;
    this.accounts = new Tally<>(limits.failures(), limits, nanoTime);
    this.addresses = new Tally<>(limits.addressFailures(), limits, nanoTime);
  }

  private Target target(String account, String network) {
    return new Target(counted(account), byAddress ? network : "");
  }

  /**
   * Long names, which only an attacker sends, are counted by their hash: they shall not fill
   * memory.
   */
  static String counted(String account) {
    String name = AccountNames.canonical(account);
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
    if (accounts.isLocked(target)) {
      return Reason.LOCKED_OUT;
    }
    return addresses.isLocked(network) ? Reason.THROTTLED : null;
  }

  @Override
  public Attempt begin(String account, String address) throws AuthorityUnavailableException {
    String network = RemoteAddress.network(address);
    Target target = target(account, network);
    long start = System.nanoTime();
    while (true) {
      Reason held = check(target, network);
      if (held != null) {
        return new Held(held);
      }
      CountDownLatch turn = take(target, network);
      if (turn == null) {
        // The last of the others may have been wrong, and gone, since this one looked.
        held = check(target, network);
        if (held == null) {
          return new Begun(target, network);
        }
        giveBack(target, network);
        return new Held(held);
      }
      await(turn, patience.toNanos() - (System.nanoTime() - start));
    }
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

  private static void await(CountDownLatch turn, long nanos) throws AuthorityUnavailableException {
    try {
      if (!turn.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new AuthorityUnavailableException(
            "other answers for the same account or from the same address are not decided yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException(
          "interrupted while other answers for the same account are not decided yet");
    }
  }

  @Override
  public void failed(String account, String address) {
    String network = RemoteAddress.network(address);
    failed(target(account, network), network);
  }

  private void failed(Target target, String network) {
    accounts.failed(target);
    addresses.failed(network);
  }

  /** How many accounts and addresses have attempts under way. */
  int underWay() {
    return accounts.keysUnderWay() + addresses.keysUnderWay();
  }

  /** An attempt that never began. */
  private record Held(Reason held) implements Attempt {
    @Override
    public void failed() {}

    @Override
    public void succeeded() {}

    @Override
    public void close() {}
  }

  /** An attempt that has its places. */
  private final class Begun implements Attempt {
    private final Target target;
    private final String network;
    private boolean over;

    Begun(Target target, String network) {
      this.target = target;
      this.network = network;
    }

    @Override
    public @Nullable Reason held() {
      return null;
    }

    @Override
    public void failed() {
      if (!over) {
        // Counted before the places are given back: whoever takes one knows of it.
        LoginThrottle.this.failed(target, network);
        close();
      }
    }

    @Override
    public void succeeded() {
      if (!over) {
        // Who mistyped is no guesser: the address gets back what this account had cost it.
        addresses.forget(network, accounts.forget(target));
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
