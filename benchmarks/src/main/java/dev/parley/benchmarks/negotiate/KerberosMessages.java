package dev.parley.benchmarks.negotiate;

import dev.parley.benchmarks.Fixture;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.Checksum;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.negotiate.spnego.MechType;
import dev.parley.negotiate.spnego.MechTypeList;
import dev.parley.negotiate.spnego.NegTokenInit;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What clients send: a ticket each, as long as with a small PAC, and with it fresh requests with a
 * subkey that ask for an AP-REP, each with a time of its own. Not thread-safe.
 */
public final class KerberosMessages {
  private static final int PAC_LENGTH = 1000;
  private static final int LOCAL_USE = -1;
  private static final long HOURS = 3600;
  private static final int MICROS = 1_000_000;
  private static final RandomGenerator RANDOM = new StripedRandom();
  private static final int FLAGS =
      GssChecksum.MUTUAL
          | GssChecksum.REPLAY
          | GssChecksum.SEQUENCE
          | GssChecksum.CONF
          | GssChecksum.INTEG;

  private final Client[] clients;
  private final long firstSecond;
  private long made;

  private record Client(PrincipalName name, Ticket ticket, KerberosKey sessionKey) {}

  private KerberosMessages(ServiceKey key, Instant now, long endSecond, int tickets) {
    this.firstSecond = now.getEpochSecond();
    this.clients = new Client[tickets];
    for (int i = 0; i < tickets; i++) {
      PrincipalName name =
          new PrincipalName(
              PrincipalName.NT_PRINCIPAL,
              List.of(Fixture.ticketHolder(i % Fixture.TICKET_HOLDERS)));
      KerberosKey sessionKey = KerberosKey.random(key.enctype(), RANDOM);
      long start = endSecond - 10 * HOURS;
      EncTicketPart part =
          new EncTicketPart(
              EncTicketPart.PRE_AUTHENT | EncTicketPart.FORWARDABLE,
              EncryptionKey.of(sessionKey),
              key.realm(),
              name,
              new EncTicketPart.TransitedEncoding(1, new byte[0]),
              start,
              start,
              endSecond,
              null,
              List.of(),
              List.of(filling()));
      byte[] cipher = key.key().encrypt(KeyUsage.TICKET, part.encode(), RANDOM);
      Ticket ticket =
          new Ticket(
              key.realm(),
              new PrincipalName(PrincipalName.NT_SRV_INST, key.components()),
              new EncryptedData(key.enctype().number(), key.kvno(), cipher));
      clients[i] = new Client(name, ticket, sessionKey);
    }
  }

  /** What every server has to read and may pass over, as JGSS and MIT do with a PAC. */
  private static AuthorizationElement filling() {
    AuthorizationElement inner = new AuthorizationElement(LOCAL_USE, new byte[PAC_LENGTH]);
    return new AuthorizationElement(
        AuthorizationElement.IF_RELEVANT, AuthorizationData.encode(List.of(inner)));
  }

  /** Clients of a service at a time, with new tickets. */
  public static KerberosMessages of(KerberosService service, Instant now) {
    return of(service, now, Fixture.TICKET_HOLDERS);
  }

  /** Clients that come with so many tickets in turn, all new. */
  static KerberosMessages of(KerberosService service, Instant now, int tickets) {
    long endSecond = now.getEpochSecond() + 9 * HOURS;
    return new KerberosMessages(service.key(), now, endSecond, tickets);
  }

  /** Clients whose tickets were made with another key than the service has. */
  static KerberosMessages withWrongKey(KerberosService service, Instant now) {
    return new KerberosMessages(
        service.wrongKey(), now, now.getEpochSecond() + 9 * HOURS, Fixture.TICKET_HOLDERS);
  }

  /** Clients whose tickets ran out an hour ago. */
  static KerberosMessages withExpiredTickets(KerberosService service, Instant now) {
    return new KerberosMessages(
        service.key(), now, now.getEpochSecond() - HOURS, Fixture.TICKET_HOLDERS);
  }

  /** The next token of Kerberos alone (RFC 4121 section 4.1). */
  public byte[] next() {
    Client client = clients[(int) (made % clients.length)];
    long second = firstSecond + made / MICROS;
    int micro = (int) (made % MICROS);
    made++;
    KerberosKey subkey = KerberosKey.random(client.sessionKey.enctype(), RANDOM);
    byte[] checksum = new GssChecksum(new byte[16], FLAGS, null).encode();
    byte[] authenticator =
        new Authenticator(
                KerberosService.REALM,
                client.name,
                new Checksum(GssChecksum.TYPE, checksum),
                micro,
                second,
                EncryptionKey.of(subkey),
                RANDOM.nextInt() >>> 2,
                List.of())
            .encode();
    byte[] cipher = client.sessionKey.encrypt(KeyUsage.AUTHENTICATOR, authenticator, RANDOM);
    EncryptedData encrypted = new EncryptedData(client.sessionKey.enctype().number(), null, cipher);
    byte[] request = new ApReq(ApReq.MUTUAL_REQUIRED, client.ticket, encrypted).encode();
    return new GssToken(GssToken.AP_REQ, request).encode();
  }

  /** The next token, inside a NegTokenInit that lists Kerberos alone (RFC 4178). */
  public byte[] nextInSpnego() {
    MechTypeList mechanisms = MechTypeList.of(List.of(MechType.KERBEROS));
    return new NegTokenInit(mechanisms, next(), null).encode();
  }
}
