package dev.parley.negotiate.kerberos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.message.Ticket;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tickets of clients that were let in for a while, opened: a client shows one and the
 * same ticket with every logon until it runs out. Only that is spared which is the same each time,
 * decrypting the ticket and deriving its keys; everything else is checked anew, the ticket's times
 * too. A ticket is found by all of its octets, and no more once the keytab was read again.
 *
 * <p>Thread-safe. Bounded by {@link #MAXIMUM_OCTETS}; only clients that proved the session key get
 * into it.
 */
final class OpenTickets {
  /** About how much memory the tickets may take. */
  static final int MAXIMUM_OCTETS = 16 << 20;

  /** What a ticket takes beside its octets: keys, names, the list node. */
  private static final int EACH = 2048;

  private final TicketOpener opener;
  private final boolean off;
  private final Cache<Ticket, OpenTicket> kept;

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
            .weigher((Ticket ticket, OpenTicket open) -> EACH + 2 * ticket.encPart().length())
            .expireAfterWrite(lifetime)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .removalListener(OpenTickets::removed)
            .build();
  }

  private static void removed(
      @Nullable Ticket ticket, @Nullable OpenTicket open, RemovalCause cause) {
    if (open != null) {
      open.release();
    }
  }

  /**
   * The ticket, opened with one of the keys. Held for the caller, who lets go of it.
   *
   * @throws Refusal when none of the keys opens it
   * @throws MalformedTokenException when there is no ticket inside
   */
  OpenTicket open(Ticket ticket, KeySet keys) throws Refusal, MalformedTokenException {
    if (off) {
      return opener.open(ticket, keys);
    }
    OpenTicket known = kept.getIfPresent(ticket);
    if (known != null && known.isOf(keys) && known.hold()) {
      return known;
    }
    return opener.open(ticket, keys);
  }

  /** Keeps a ticket of a client that has proved to be in its right. */
  void keep(Ticket ticket, OpenTicket open) {
    if (off || kept.getIfPresent(ticket) == open || !open.hold()) {
      return;
    }
    // What was read belongs to a request.
    kept.put(ticket.copy(), open);
  }

  /** How many are kept. */
  long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  /** Lets go of all. */
  void clear() {
    kept.invalidateAll();
  }
}
