package dev.parley.negotiate.kerberos.replay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers tokens for as long as they would be accepted again. Thread-safe, without a lock that
 * all share: tokens that run out in the same span of time stand in one concurrent map, and a token
 * that comes again runs out in the same span. A span that is over is dropped as a whole.
 *
 * <p>The size is bounded. A full cache takes no new token, and forgets none: to forget one would
 * let it in again. Only clients with valid tickets can fill it.
 */
public final class ReplayCache {
  private static final int SPANS = 8;
  private static final MessageDigest SHA_256 = sha256();

  private final AtomicReferenceArray<Span> ring = new AtomicReferenceArray<>(SPANS);
  private final long spanMillis;
  private final int maximumSize;

  /** What is known of a token. */
  public enum Outcome {
    /** It was not seen before, and is remembered now. */
    FRESH,
    /** It was seen before. */
    SEEN,
    /** The cache is full: it may have been seen or not, and is not remembered. */
    FULL
  }

  private record Span(long index, ConcurrentHashMap<Key, Boolean> tokens) {}

  private record Key(long high, long low) {}

  /**
   * @param clockSkew by how much a client's time may differ from the server's
   * @param maximumSize how many tokens it holds, each about 100 octets; somewhat exceeded when many
   *     come at the same time
   */
  public ReplayCache(Duration clockSkew, int maximumSize) {
    // Tokens end between now and two skews from now: with half a skew to a span five are in use.
    this.spanMillis = Math.max(1000, clockSkew.toMillis() / 2);
    this.maximumSize = maximumSize;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Remembers a token, if it is new. Called once its integrity is verified, so that nobody can make
   * two of one. The service does not count: its name stands in the ticket in clear, and where two
   * names have one key, whoever listens could repeat a token under the other.
   *
   * @param authenticator the encrypted authenticator
   * @param nowMillis the time, in milliseconds since 1970
   * @param endMillis when it will no more be accepted for its time alone, in milliseconds since
   *     1970; the same whenever the token comes
   */
  public Outcome check(byte[] authenticator, long nowMillis, long endMillis) {
    long index = Math.floorDiv(endMillis, spanMillis);
    int slot = (int) Math.floorMod(index, (long) SPANS);
    Span span = ring.get(slot);
    while (span == null || span.index < index) {
      Span fresh = new Span(index, new ConcurrentHashMap<>());
      ring.compareAndSet(slot, span, fresh);
      span = ring.get(slot);
    }
    if (span.index > index) {
      // The clock was put back: what ran out then is not known any more.
      return Outcome.SEEN;
    }
    Key key = key(authenticator);
    if (span.tokens.containsKey(key)) {
      return Outcome.SEEN;
    }
    if (size() >= maximumSize && !makeRoom(nowMillis)) {
      return Outcome.FULL;
    }
    return span.tokens.putIfAbsent(key, Boolean.TRUE) == null ? Outcome.FRESH : Outcome.SEEN;
  }

  /** Drops spans that are over; what would stand in one of them counts as seen from then on. */
  private boolean makeRoom(long nowMillis) {
    long current = Math.floorDiv(nowMillis, spanMillis);
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      if (span != null && span.index < current - 1) {
        ring.compareAndSet(slot, span, new Span(span.index + SPANS, new ConcurrentHashMap<>()));
      }
    }
    return size() < maximumSize;
  }

  /** How many tokens are remembered, some of which may have run out. */
  public int size() {
    int size = 0;
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      size += span == null ? 0 : span.tokens.size();
    }
    return size;
  }

  private static Key key(byte[] authenticator) {
    MessageDigest hash;
    try {
      hash = (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer digest = ByteBuffer.wrap(hash.digest(authenticator));
    return new Key(digest.getLong(), digest.getLong());
  }
}
