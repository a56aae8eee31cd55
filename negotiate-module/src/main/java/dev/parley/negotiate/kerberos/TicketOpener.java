package dev.parley.negotiate.kerberos;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.IntegrityException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts ticket and authenticator (RFC 4120 section 3.2.3). The name and the version in a ticket
 * stand in the clear, where anybody can write them, and are hints which key to try first; what
 * counts is which key opens it. Thread-safe.
 */
final class TicketOpener {
  private final Set<Enctype> permitted;
  private final boolean otherNames;

  /**
   * @param otherNames whether a name that the keytab has not may be of an account whose key it has
   */
  TicketOpener(Set<Enctype> permitted, boolean otherNames) {
    this.permitted = permitted;
    this.otherNames = otherNames;
  }

  /** The ticket, for one holder. */
  OpenTicket open(Ticket ticket, KeySet keys, Consumer<EncTicketPart> seen)
      throws Refusal, MalformedTokenException {
    Enctype enctype = permitted(ticket.encPart().etype(), "the ticket");
    List<ServiceKey> candidates =
        keys.candidates(
            ticket.realm(),
            ticket.sname().components(),
            enctype,
            ticket.encPart().kvno(),
            otherNames);
    for (ServiceKey each : candidates) {
      byte[] plain;
      try {
        plain = ticket.encPart().decrypt(each.key(), KeyUsage.TICKET);
      } catch (IntegrityException e) {
        continue;
      }
      try {
        EncTicketPart part = EncTicketPart.parse(plain);
        seen.accept(part);
        return new OpenTicket(keys, each, part, key(part.key(), "the session key"));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }
    throw unopened(ticket, keys, enctype, candidates.size());
  }

  /**
   * Whether a ticket names a service and a type to which this key belongs; for a name that has keys
   * of its own these are to be tried first.
   */
  boolean isOf(Ticket ticket, ServiceKey key, KeySet keys) {
    List<String> service = ticket.sname().components();
    return ticket.encPart().etype() == key.enctype().number()
        && (KeySet.isOf(key, ticket.realm(), service)
            || (otherNames
                && KeySet.isOfClass(key, ticket.realm(), service)
                && !keys.hasService(ticket.realm(), service)));
  }

  /** By which key that the ticket does not name it was opened, for the audit; else null. */
  static @Nullable String remark(Ticket ticket, ServiceKey key) {
    if (!KeySet.isOf(key, ticket.realm(), ticket.sname().components())) {
      return "the ticket is for "
          + ticket.service()
          + "; the keytab's key of "
          + key.principal()
          + " opens it";
    }
    return key.isOfVersion(ticket.encPart().kvno())
        ? null
        : "the ticket has "
            + version(ticket)
            + "; the keytab's key of kvno "
            + Integer.toUnsignedString(key.kvno())
            + " opens it";
  }

  /** No key opens it: what an operator has to do depends on what the keytab has. */
  private static Refusal unopened(Ticket ticket, KeySet keys, Enctype enctype, int tried) {
    String realm = ticket.realm();
    List<String> service = ticket.sname().components();
    if (!keys.hasService(realm, service)) {
      return Refusal.of(
          SecurityStatus.SEC_E_WRONG_PRINCIPAL,
          Reason.WRONG_SPN,
          KrbError.NOT_US,
          ticket.service() + (tried == 0 ? "" : ", and no key of another name opens it"));
    }
    if (!keys.find(realm, service, enctype, ticket.encPart().kvno()).isEmpty()) {
      return Refusal.of(
          SecurityStatus.SEC_E_MESSAGE_ALTERED,
          Reason.TICKET_INTEGRITY,
          KrbError.MODIFIED,
          ticket.service() + ", " + enctype.krbName() + ", " + version(ticket));
    }
    List<Integer> versions = keys.kvnos(realm, service, enctype);
    if (versions.isEmpty()) {
      String have =
          keys.enctypes(realm, service).stream()
              .map(Enctype::krbName)
              .collect(Collectors.joining(", "));
      return notPermitted(ticket.service() + " with " + enctype.krbName() + ", keytab has " + have);
    }
    String have =
        versions.stream().map(Integer::toUnsignedString).collect(Collectors.joining(", "));
    return Refusal.denied(
        Reason.UNKNOWN_KVNO,
        KrbError.BADKEYVER,
        ticket.service()
            + " "
            + version(ticket)
            + ", keytab has "
            + have
            + ", of which none opens it");
  }

  private static String version(Ticket ticket) {
    Integer kvno = ticket.encPart().kvno();
    return kvno == null ? "no kvno" : "kvno " + Integer.toUnsignedString(kvno);
  }

  /** The authenticator, decrypted with the session key (usage 11). */
  static Authenticator authenticator(EncryptedData data, KerberosKey sessionKey)
      throws Refusal, MalformedTokenException {
    byte[] plain;
    try {
      if (data.etype() != sessionKey.enctype().number()) {
        throw altered("the authenticator is not encrypted with the type of the session key");
      }
      plain = data.decrypt(sessionKey, KeyUsage.AUTHENTICATOR);
    } catch (IntegrityException e) {
      throw altered("the authenticator does not decrypt with the session key");
    }
    try {
      return Authenticator.parse(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static Refusal altered(String detail) {
    return Refusal.of(
        SecurityStatus.SEC_E_MESSAGE_ALTERED,
        Reason.AUTHENTICATOR_INTEGRITY,
        KrbError.BAD_INTEGRITY,
        detail);
  }

  /** The key of a message, if its type is permitted; the message's own copy is wiped. */
  KerberosKey key(EncryptionKey key, String whose) throws Refusal, MalformedTokenException {
    try {
      permitted(key.keytype(), whose);
      return key.toKerberosKey()
          .orElseThrow(() -> new MalformedTokenException("a key of a known type is expected"));
    } finally {
      key.destroy();
    }
  }

  private Enctype permitted(int number, String whose) throws Refusal {
    Enctype enctype = Enctype.ofNumber(number).orElse(null);
    if (enctype == null || !permitted.contains(enctype)) {
      throw notPermitted(whose + " has " + Enctype.describe(number));
    }
    return enctype;
  }

  private static Refusal notPermitted(String detail) {
    return Refusal.denied(Reason.ENCTYPE_NOT_PERMITTED, Refusal.NO_CODE, detail);
  }
}
