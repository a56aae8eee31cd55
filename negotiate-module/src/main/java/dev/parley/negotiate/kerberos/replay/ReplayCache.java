package dev.parley.negotiate.kerberos.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers tokens for as long as they would be accepted again. Thread-safe, without a lock that
 * all share: tokens that run out in the same span of time stand in one concurrent map, and a token
 * that comes again runs out in the same span. A span that is over is dropped as a whole.
 *
 * <p>The size is bounded. A full cache takes no new token, and forgets none: to forget one would
 * let it in again. Only clients with valid tickets can fill it, and none of them more than its
 * share, so that no one client keeps the others out.
 */
public final class ReplayCache {
  private static final int SPANS = 8;
  private static final MessageDigest SHA_256 = sha256();

  private final AtomicReferenceArray<Span> ring = new AtomicReferenceArray<>(SPANS);
  private final long spanMillis;
  private final int maximumSize;
  private final int share;

  /** What is known of a token. */
  public enum Outcome {
    /** It was not seen before, and is remembered now. */
    FRESH,
    /** It was seen before. */
    SEEN,
    /** The cache is full: it may have been seen or not, and is not remembered. */
    FULL,
    /** Its client has filled its share of the cache: it was not seen, and is not remembered. */
    SHARE_FULL
  }

  /** Tokens that run out in the same time, and how many of them each client has. */
  private record Span(
      long index,
      ConcurrentHashMap<Key, Boolean> tokens,
      ConcurrentHashMap<Key, AtomicInteger> clients) {
    Span(long index) {
      this(index, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    AtomicInteger of(Key client) {
      AtomicInteger known = clients.get(client);
      return known == null ? clients.computeIfAbsent(client, each -> new AtomicInteger()) : known;
    }
  }

  private record Key(long high, long low) {}

  /**
   * @param clockSkew by how much a client's time may differ from the server's
   * @param maximumSize how many tokens it holds, each about 100 octets; somewhat exceeded when many
   *     come at the same time
   * @param share how many of them may be of one client; never exceeded
   */
  public ReplayCache(Duration clockSkew, int maximumSize, int share) {
    // Tokens end between now and two skews from now: with half a skew to a span five are in use.
    this.spanMillis = Math.max(1000, clockSkew.toMillis() / 2);
    this.maximumSize = maximumSize;
    this.share = share;
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
   * @param client whose it is, by a name that no other client has
   * @param nowMillis the time, in milliseconds since 1970
   * @param endMillis when it will no more be accepted for its time alone, in milliseconds since
   *     1970; the same whenever the token comes
   */
  public Outcome check(byte[] authenticator, String client, long nowMillis, long endMillis) {
    long index = Math.floorDiv(endMillis, spanMillis);
    int slot = (int) Math.floorMod(index, (long) SPANS);
    Span span = ring.get(slot);
    while (span == null || span.index < index) {
      Span fresh = new Span(index);
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
    return remember(span, key, key(client.getBytes(StandardCharsets.UTF_8)), nowMillis);
  }

  /** A place is taken before it is known whether there is one, so that two never share the last. */
  private Outcome remember(Span span, Key token, Key client, long nowMillis) {
    AtomicInteger taken = span.of(client);
    taken.incrementAndGet();
    if (tokensOf(client, nowMillis) > share) {
      taken.decrementAndGet();
      return Outcome.SHARE_FULL;
    }
    if (span.tokens.putIfAbsent(token, Boolean.TRUE) == null) {
      return Outcome.FRESH;
    }
    taken.decrementAndGet();
    return Outcome.SEEN;
  }

  private int tokensOf(Key client, long nowMillis) {
    long current = Math.floorDiv(nowMillis, spanMillis);
    int tokens = 0;
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      if (span != null && !isOver(span, current)) {
        AtomicInteger taken = span.clients.get(client);
        tokens += taken == null ? 0 : taken.get();
      }
    }
    return tokens;
  }

  private static boolean isOver(Span span, long current) {
    return span.index < current - 1;
  }

  /** Drops spans that are over; what would stand in one of them counts as seen from then on. */
  private boolean makeRoom(long nowMillis) {
    long current = Math.floorDiv(nowMillis, spanMillis);
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      if (span != null && isOver(span, current)) {
        ring.compareAndSet(slot, span, new Span(span.index + SPANS));
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

  private static Key key(byte[] octets) {
    MessageDigest hash;
    try {
      hash = (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer digest = ByteBuffer.wrap(hash.digest(octets));
    return new Key(digest.getLong(), digest.getLong());
  }
}
