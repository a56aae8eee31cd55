package dev.parley.negotiate.kerberos.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens for as long as they would be accepted again. Thread-safe, without a lock that
 * all share: tokens that run out in the same span of time stand in one concurrent map, and a token
 * that comes again runs out in the same span. A span that is over is dropped as a whole.
 *
 * <p>The size is bounded. A full cache takes no new token, and forgets none: to forget one would
 * let it in again. Only clients with valid tickets have tokens in it, and each of them at the most
 * its share of the places that are free: the more are taken, the fewer one client may have, so that
 * some are left for the others however many clients take all they can. Whoever is refused after it
 * was remembered has a hundredth of that.
 */
public final class ReplayCache {
  private static final int SPANS = 8;
  private static final int FOR_REFUSED = 100;
  private static final MessageDigest SHA_256 = sha256();

  private final AtomicReferenceArray<Span> ring = new AtomicReferenceArray<>(SPANS);
  private final long spanMillis;
  private final long maximumSize;
  private final long share;

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
      long index, ConcurrentHashMap<Key, Boolean> tokens, ConcurrentHashMap<Key, Taken> clients) {
    Span(long index) {
      this(index, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    Taken of(Key client) {
      Taken known = clients.get(client);
      return known == null ? clients.computeIfAbsent(client, each -> new Taken()) : known;
    }
  }

  private record Key(long high, long low) {}

  /** The places of a client: all of them, and those of tokens that were refused. */
  private static final class Taken {
    final AtomicInteger all = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
  }

  /**
   * @param clockSkew by how much a client's time may differ from the server's
   * @param maximumSize how many tokens it holds, each about 100 octets; somewhat exceeded when many
   *     come at the same time
   * @param share how many of them may be of one client while there are no others; never exceeded
   */
  public ReplayCache(Duration clockSkew, int maximumSize, int share) {
    // Tokens end between now and two skews from now: with half a skew to a span five are in use.
    this.spanMillis = Math.max(1000, clockSkew.toMillis() / 2);
    this.maximumSize = maximumSize;
    this.share = Math.min(share, maximumSize);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Remembers a token, if it is new. Called once its integrity is verified, so that no client can
   * make two of one. The service does not count: its name stands in the ticket in clear, and where
   * two names have one key, whoever listens could repeat a token under the other.
   *
   * @param authenticator the encrypted authenticator
   * @param client whose it is: one text for all names that the client has
   * @param nowMillis the time, in milliseconds since 1970
   * @param endMillis when it will no more be accepted for its time alone, in milliseconds since
   *     1970; the same whenever the token comes
   */
  public Outcome check(byte[] authenticator, String client, long nowMillis, long endMillis) {
    Span span = span(endMillis);
    if (span == null) {
      return Outcome.SEEN;
    }
    Key token = key(authenticator);
    if (span.tokens.containsKey(token)) {
      return Outcome.SEEN;
    }
    dropWhatIsOver(nowMillis);
    long others = size();
    return others >= maximumSize ? Outcome.FULL : remember(span, token, keyOf(client), others);
  }

  /** The span of a time; null for one that ran out: the clock was put back. */
  private @Nullable Span span(long endMillis) {
    long index = Math.floorDiv(endMillis, spanMillis);
    int slot = (int) Math.floorMod(index, (long) SPANS);
    Span span = ring.get(slot);
    while (span == null || span.index < index) {
      Span fresh = new Span(index);
      ring.compareAndSet(slot, span, fresh);
      span = ring.get(slot);
    }
    // What ran out then is not known any more, so it counts as seen.
    return span.index > index ? null : span;
  }

  /** A place is taken before it is known whether there is one, so that two never share the last. */
  private Outcome remember(Span span, Key token, Key client, long others) {
    Taken taken = span.of(client);
    taken.all.incrementAndGet();
    if (!isWithinShare(client, others)) {
      taken.all.decrementAndGet();
      return Outcome.SHARE_FULL;
    }
    if (span.tokens.putIfAbsent(token, Boolean.TRUE) == null) {
      return Outcome.FRESH;
    }
    taken.all.decrementAndGet();
    return Outcome.SEEN;
  }

  /**
   * Whether a client's places, the one of its new token among them, are no more than its part of
   * the free ones. That part is such that a client alone ends at its share of all places.
   */
  private boolean isWithinShare(Key client, long others) {
    long all = 0;
    long refused = 0;
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      Taken taken = span == null ? null : span.clients.get(client);
      if (taken != null) {
        all += taken.all.get();
        refused += taken.refused.get();
      }
    }
    long free = maximumSize - others - 1;
    long part =
        share == maximumSize ? share : Math.min(share, share * free / (maximumSize - share));
    return all <= part && refused < Math.max(1, part / FOR_REFUSED);
  }

  /**
   * Says that the client of a token that is remembered was refused. The token stays, and counts
   * where few may be: soon a client who is always refused gets no further one in.
   *
   * @param client as the token was remembered
   * @param endMillis as the token was remembered
   */
  public void refused(String client, long endMillis) {
    Span span = span(endMillis);
    if (span != null) {
      span.of(keyOf(client)).refused.incrementAndGet();
    }
  }

  /**
   * Frees the tokens that ran out.
   *
   * @param nowMillis the time, in milliseconds since 1970
   */
  public void tidy(long nowMillis) {
    dropWhatIsOver(nowMillis);
  }

  /** Drops spans that are over; what would stand in one of them counts as seen from then on. */
  private void dropWhatIsOver(long nowMillis) {
    long current = Math.floorDiv(nowMillis, spanMillis);
    for (int slot = 0; slot < SPANS; slot++) {
      Span span = ring.get(slot);
      if (span != null && span.index < current - 1) {
        ring.compareAndSet(slot, span, new Span(span.index + SPANS));
      }
    }
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

  private static Key keyOf(String client) {
    return key(client.getBytes(StandardCharsets.UTF_8));
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
