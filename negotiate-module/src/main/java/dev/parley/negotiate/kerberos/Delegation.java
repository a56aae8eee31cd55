package dev.parley.negotiate.kerberos;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.IntegrityException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.message.EncKrbCredPart;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.HostAddress;
import dev.parley.negotiate.kerberos.message.KrbCred;
import dev.parley.negotiate.kerberos.message.KrbCredInfo;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.kerberos.message.Ticket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.DestroyFailedException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import org.jspecify.annotations.Nullable;

/**
 * Forwarded credentials (RFC 4121 section 4.1.1.1, RFC 4120 section 5.8.1) as a Subject, with which
 * JGSS can call another service. Thread-safe.
 */
final class Delegation {
  private static final int FLAGS = 32;
  private static final int NO_ENCRYPTION = 0;

  private final boolean wanted;

  Delegation(boolean wanted) {
    this.wanted = wanted;
  }

  /** The credentials in a checksum; null when there are none, or they are not wanted. */
  @Nullable Subject credentials(
      GssChecksum checksum,
      KerberosKey sessionKey,
      @Nullable KerberosKey subkey,
      EncTicketPart client)
      throws Refusal, MalformedTokenException {
    byte[] message = checksum.krbCred();
    if (!wanted || message == null) {
      return null;
    }
    KrbCred cred = KrbCred.parse(message);
    byte[] plain = decrypt(cred.encPart(), sessionKey, subkey);
    EncKrbCredPart part;
    try {
      part = EncKrbCredPart.parse(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
    try {
      return subject(cred.tickets(), part.ticketInfo(), client);
    } catch (IllegalArgumentException e) {
      // The JDK's classes check names and times on their own.
      throw new MalformedTokenException("forwarded credentials with proper names are expected");
    } finally {
      part.ticketInfo().forEach(each -> each.key().destroy());
    }
  }

  /** The session key encrypts it; some take the subkey, and some nothing, as it is inside. */
  private static byte[] decrypt(
      EncryptedData data, KerberosKey sessionKey, @Nullable KerberosKey subkey) throws Refusal {
    if (data.etype() == NO_ENCRYPTION) {
      return data.cipher();
    }
    for (KerberosKey key : subkey == null ? List.of(sessionKey) : List.of(sessionKey, subkey)) {
      try {
        if (key.enctype().number() == data.etype()) {
          return data.decrypt(key, KeyUsage.KRB_CRED);
        }
      } catch (IntegrityException e) {
        // it may be the other one
      }
    }
    throw TicketOpener.altered("the forwarded credentials do not decrypt");
  }

  private static Subject subject(
      List<Ticket> tickets, List<KrbCredInfo> infos, EncTicketPart client)
      throws Refusal, MalformedTokenException {
    if (tickets.isEmpty() || tickets.size() != infos.size()) {
      throw new MalformedTokenException("for each forwarded ticket its key is expected");
    }
    KerberosPrincipal principal = principal(client.cname(), client.crealm());
    Subject subject = new Subject(false, Set.of(principal), Set.of(), Set.of());
    for (int i = 0; i < tickets.size(); i++) {
      KrbCredInfo info = infos.get(i);
      requireSameClient(info, client);
      subject.getPrivateCredentials().add(ticket(tickets.get(i), info, principal));
    }
    return subject;
  }

  private static void requireSameClient(KrbCredInfo info, EncTicketPart client) throws Refusal {
    PrincipalName name = info.pname();
    String realm = info.prealm();
    boolean other =
        (name != null && !name.namesSame(client.cname()))
            || (realm != null && !realm.equals(client.crealm()));
    if (other) {
      throw TicketOpener.altered("the forwarded credentials are of another client");
    }
  }

  private static KerberosTicket ticket(Ticket ticket, KrbCredInfo info, KerberosPrincipal client)
      throws MalformedTokenException {
    KrbCredInfo.Times times = info.times();
    Date end = date(times.endtime());
    if (end == null) {
      throw new MalformedTokenException("the end of a forwarded ticket is expected");
    }
    byte[] key = info.key().copyOfOctets();
    try {
      return new KerberosTicket(
          ticket.encode(),
          client,
          principal(ticket.sname(), ticket.realm()),
          key,
          info.key().keytype(),
          flags(info.flags()),
          date(times.authtime()),
          date(times.starttime()),
          end,
          date(times.renewTill()),
          addresses(info.caddr()));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static boolean[] flags(int flags) {
    boolean[] all = new boolean[FLAGS];
    for (int bit = 0; bit < FLAGS; bit++) {
      all[bit] = (flags & (0x8000_0000 >>> bit)) != 0;
    }
    return all;
  }

  @SuppressWarnings("JavaUtilDate") // what KerberosTicket takes
  private static @Nullable Date date(@Nullable Long seconds) {
    return seconds == null ? null : new Date(seconds * 1000);
  }

  private static InetAddress @Nullable [] addresses(List<HostAddress> addresses) {
    InetAddress[] all =
        addresses.stream()
            .map(HostAddress::toInetAddress)
            .flatMap(Optional::stream)
            .toArray(InetAddress[]::new);
    return all.length == 0 ? null : all;
  }

  private static KerberosPrincipal principal(PrincipalName name, String realm) {
    StringBuilder text = new StringBuilder();
    for (String component : name.components()) {
      text.append(text.isEmpty() ? "" : "/")
          .append(component.replace("\\", "\\\\").replace("/", "\\/").replace("@", "\\@"));
    }
    int type =
        name.components().size() > 1 ? PrincipalName.NT_SRV_INST : PrincipalName.NT_PRINCIPAL;
    return new KerberosPrincipal(text.append('@').append(realm).toString(), type);
  }

  /** Wipes the keys of forwarded credentials. */
  static void destroy(@Nullable Subject subject) {
    if (subject == null) {
      return;
    }
    for (KerberosTicket each : subject.getPrivateCredentials(KerberosTicket.class)) {
      try {
        each.destroy();
      } catch (DestroyFailedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
