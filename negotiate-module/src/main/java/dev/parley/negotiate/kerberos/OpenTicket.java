package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that a key of ours has decrypted. Whoever uses it holds it, and the last one who lets go
 * wipes its session key; it begins with one holder. Thread-safe.
 */
final class OpenTicket {
  private final KeySet keys;
  private final ServiceKey serviceKey;
  private final EncTicketPart part;
  private final KerberosKey sessionKey;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final AtomicBoolean offered = new AtomicBoolean();

  /**
   * @param keys of which {@code serviceKey} is one
   * @param sessionKey becomes the ticket's own
   */
  OpenTicket(KeySet keys, ServiceKey serviceKey, EncTicketPart part, KerberosKey sessionKey) {
    this.keys = keys;
    this.serviceKey = serviceKey;
    this.part = part;
    this.sessionKey = sessionKey;
  }

  /** Whether the key that decrypted it is one of these; a set that was read again is another. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(@Nullable KeySet current) {
    return keys == current;
  }

  ServiceKey serviceKey() {
    return serviceKey;
  }

  EncTicketPart part() {
    return part;
  }

  /** The session key, which serves as long as the ticket is held. */
  KerberosKey sessionKey() {
    return sessionKey;
  }

  /** Whether it was offered to be kept. */
  boolean isOffered() {
    return offered.get();
  }

  /** Whether this is the first time that it is offered. */
  boolean offer() {
    return offered.compareAndSet(false, true);
  }

  /** Holds it; false when it is too late. */
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
  }

  /** Lets go. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      sessionKey.destroy();
    }
  }
}
