package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.context.ContextReference;
import dev.parley.context.KeptContext;
import dev.parley.digest.calculation.MessageSignatures;
import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.nonce.NonceWindow;
import dev.parley.digest.nonce.Nonces;
import dev.parley.sspi.Identity;
import dev.parley.sspi.SessionKey;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Digest context as it is kept: identity, key, and the windows of the nonces that were answered
 * rightly. A million of them have to fit, so it has few fields. Thread-safe.
 */
final class DigestContext implements KeptContext {
  /** So many nonces of one context serve at the same time. */
  static final int MAX_WINDOWS = 8;

  private final Identity identity;
  private final String account;
  private final String writtenAccount;
  private final DigestAlgorithm algorithm;
  private final @Nullable SessionKey accountKey;
  private final @Nullable SessionSeed seed;
  private final RetiredContexts retired;
  private final int origin;
  private final long establishedMillis;
  private final long expiresMillis;
  private volatile @Nullable NonceWindow windows;

  /**
   * @param names the account as the authority was asked about it, the user name as the client's
   *     field has it, and where the client is
   * @param accountKey H(user:realm:password), or null when the authority gave a session key only
   * @param seed with {@code -sess} algorithms the session key of the first request, else null
   * @param retired is told when the context goes
   */
  DigestContext(
      Identity identity,
      Names names,
      DigestAlgorithm algorithm,
      @Nullable SessionKey accountKey,
      @Nullable SessionSeed seed,
      Lifetime lifetime,
      RetiredContexts retired) {
    this.identity = identity;
    this.account = names.asked().equals(identity.name()) ? identity.name() : names.asked();
    this.writtenAccount = names.written().equals(account) ? account : names.written();
    this.algorithm = algorithm;
    this.accountKey = accountKey;
    this.seed = seed;
    this.retired = retired;
    this.origin = names.origin();
    this.establishedMillis = lifetime.establishedMillis();
    this.expiresMillis = lifetime.expiresMillis();
  }

  /**
   * The account as the authority was asked about it, and as the client's field has it, and the
   * short name of the client's network.
   */
  record Names(String asked, String written, int origin) {}

  /** From when until when, in milliseconds since 1970. */
  record Lifetime(long establishedMillis, long expiresMillis) {}

  /** The session key of a {@code -sess} algorithm and what it was made from. */
  record SessionSeed(String nonce, String cnonce, SessionKey key, MessageSignatures signatures) {
    boolean isOf(DigestResponse response) {
      return cnonce.equals(response.cnonce()) && nonce.equals(response.nonce());
    }
  }

  /** Whether an answer belongs to this context's account and algorithm. */
  boolean isOf(DigestResponse response) {
    return algorithm == response.algorithm() && response.accountIs(writtenAccount);
  }

  @Nullable SessionKey accountKey() {
    return accountKey;
  }

  @Nullable SessionSeed seed() {
    return seed;
  }

  DigestAlgorithm algorithm() {
    return algorithm;
  }

  /** The window of the answer's nonce, or null when the nonce is new to this context. */
  @Nullable NonceWindow findWindow(DigestResponse response) {
    NonceWindow newest = windows;
    return newest == null ? null : newest.find(response);
  }

  /**
   * Keeps the window of a nonce that is new to this context and was answered rightly. While all
   * places are taken, only nonces younger than the oldest kept one come in, so that none whose
   * window was dropped can come back.
   *
   * @return the window that is kept, which may be another thread's; null when the nonce is too old
   */
  synchronized @Nullable NonceWindow adopt(NonceWindow window, Nonces nonces) {
    NonceWindow newest = NonceWindow.adopt(windows, window, MAX_WINDOWS, nonces);
    if (newest == null) {
      return null;
    }
    windows = newest;
    return newest.findSame(window);
  }

  @Override
  public Identity identity() {
    return identity;
  }

  /** The account as the authority was asked about it, by which throttles count. */
  String account() {
    return account;
  }

  @Override
  public boolean isNamed(Predicate<String> name) {
    return name.test(identity.name()) || (!account.equals(identity.name()) && name.test(account));
  }

  @Override
  public int origin() {
    return origin;
  }

  @Override
  public String packageName() {
    return "Digest";
  }

  @Override
  public long establishedMillis() {
    return establishedMillis;
  }

  @Override
  public long expiresMillis() {
    return expiresMillis;
  }

  @Override
  public void destroy(ContextReference reference) {
    retired.retire(reference);
    wipe();
  }

  /** Wipes the keys of a context that was never kept. */
  void wipe() {
    if (accountKey != null) {
      accountKey.destroy();
    }
    if (seed != null) {
      seed.key().destroy();
    }
  }

  /** Whether it has gone while a request held it. */
  boolean isDestroyed() {
    return accountKey != null ? accountKey.isDestroyed() : seed != null && seed.key().isDestroyed();
  }
}
