package dev.parley.negotiate.kerberos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.Ticket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tickets of clients that were let in for a while, opened: a client shows one and the
 * same ticket with every logon until it runs out. Only that is spared which is the same each time,
 * decrypting the ticket and deriving its keys; everything else is checked anew, the ticket's times
 * too. A ticket is found by all octets of what is encrypted, and no more once the keytab was read
 * again; what stands in the clear around it may be written in many ways and must only lead to the
 * key that has decrypted it, so that one ticket is kept once.
 *
 * <p>Thread-safe. Bounded by {@link #MAXIMUM_OCTETS}; only tickets of clients that were let in get
 * into it.
 */
final class OpenTickets {
  /** About how much memory the tickets may take. */
  static final int MAXIMUM_OCTETS = 16 << 20;

  /** What a ticket takes beside its octets: keys, names, the list node. */
  private static final int EACH = 2048;

  /** How many tickets are known to have been shown; a power of two. */
  private static final int SHOWN = 4096;

  private final TicketOpener opener;
  private final boolean off;
  private final Cache<Sealed, OpenTicket> kept;
  private final AtomicIntegerArray shown = new AtomicIntegerArray(SHOWN);
  private volatile @Nullable KeySet current;
  private volatile boolean closed;

  /** What of a ticket only the KDC can write. */
  private record Sealed(EncryptedData data) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sealed that && data.hasCipherOf(that.data);
    }

    /** Of the cipher text alone. */
    @Override
    public int hashCode() {
      return data.hashCode();
    }
  }

  /**
   * @param lifetime how long a ticket is kept; zero keeps none
   */
  OpenTickets(TicketOpener opener, Duration lifetime) {
    this(opener, lifetime, System::nanoTime);
  }

  OpenTickets(TicketOpener opener, Duration lifetime, LongSupplier nanoTime) {
    this.opener = opener;
    this.off = lifetime.isZero();
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(MAXIMUM_OCTETS)
            .weigher((Sealed ticket, OpenTicket open) -> EACH + 2 * ticket.data().length())
            .expireAfterWrite(lifetime)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .removalListener(OpenTickets::removed)
            .build();
  }

  private static void removed(
      @Nullable Sealed ticket, @Nullable OpenTicket open, RemovalCause cause) {
    if (open != null) {
      open.release();
    }
  }

  /**
   * The ticket, opened with one of the keys. Held for the caller, who lets go of it.
   *
   * @param seen is told of what the ticket says, before its session key is looked at
   * @throws Refusal when none of the keys opens it
   * @throws MalformedTokenException when there is no ticket inside
   */
  OpenTicket open(Ticket ticket, KeySet keys, Consumer<EncTicketPart> seen)
      throws Refusal, MalformedTokenException {
    if (off) {
      return opener.open(ticket, keys, seen);
    }
    forgetOthers(keys);
    OpenTicket known = kept.getIfPresent(new Sealed(ticket.encPart()));
    if (known != null
        && known.isOf(keys)
        && opener.isOf(ticket, known.serviceKey(), keys)
        && known.hold()) {
      seen.accept(known.part());
      return known;
    }
    return opener.open(ticket, keys, seen);
  }

  /** What a replaced key has opened serves no more. */
  @SuppressWarnings("ReferenceEquality")
  private void forgetOthers(KeySet keys) {
    if (current != keys) {
      current = keys;
      kept.invalidateAll();
    }
  }

  /**
   * Keeps a ticket of a client that was let in, from the second time on that it is shown: many are
   * shown once. It is kept once, and so for its time and no more.
   */
  void keep(Ticket ticket, OpenTicket open) {
    if (off || open.isOffered() || isFirstTime(ticket)) {
      return;
    }
    if (!open.offer() || !open.isOf(current) || !open.hold()) {
      return;
    }
    // What was read belongs to a request.
    kept.put(new Sealed(ticket.encPart().copy()), open);
    if (closed) {
      kept.invalidateAll();
    }
  }

  private boolean isFirstTime(Ticket ticket) {
    int hash = ticket.encPart().hashCode();
    return shown.getAndSet(hash & (SHOWN - 1), hash) != hash;
  }

  /** How many are kept. */
  long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  /** Lets go of those that were kept for their time. */
  void tidy() {
    kept.cleanUp();
  }

  /** Lets go of all. */
  void clear() {
    kept.invalidateAll();
  }

  /** Lets go of all, and keeps none from then on. */
  void close() {
    closed = true;
    clear();
  }
}
