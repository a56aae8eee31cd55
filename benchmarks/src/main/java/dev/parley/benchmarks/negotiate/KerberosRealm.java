package dev.parley.benchmarks.negotiate;

import dev.parley.negotiate.kerberos.crypto.Enctype;
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
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A realm with one service, and clients of it: each request has its own subkey, asks for mutual
 * authentication, and its ticket holds as much as a small PAC.
 */
final class KerberosRealm {
  static final String REALM = "BENCH.EXAMPLE.COM";
  static final List<String> SERVICE = List.of("HTTP", "bench.example.com");

  private static final int PAC_LENGTH = 1000;
  private static final long MICROSECONDS = 1_000_000;

  private final RandomGenerator random = new StripedRandom();
  private final ServiceKey key;

  KerberosRealm(Enctype enctype) {
    key = new ServiceKey(SERVICE, REALM, 1, KerberosKey.random(enctype, random));
  }

  ServiceKey key() {
    return key;
  }

  /** A client with a ticket. Not thread-safe. */
  final class Client {
    private final PrincipalName name;
    private final KerberosKey sessionKey;
    private final Ticket ticket;
    private long last;

    Client(String account) {
      name = new PrincipalName(PrincipalName.NT_PRINCIPAL, List.of(account));
      sessionKey = KerberosKey.random(key.enctype(), random);
      long now = Instant.now().getEpochSecond();
      byte[] pac =
          AuthorizationData.encode(
              List.of(new AuthorizationElement(AuthorizationElement.WIN2K_PAC, pac())));
      EncTicketPart part =
          new EncTicketPart(
              EncTicketPart.PRE_AUTHENT,
              EncryptionKey.of(sessionKey),
              REALM,
              name,
              new EncTicketPart.TransitedEncoding(1, new byte[0]),
              now,
              now,
              now + 36_000,
              null,
              List.of(),
              List.of(new AuthorizationElement(AuthorizationElement.IF_RELEVANT, pac)));
      byte[] cipher = key.key().encrypt(KeyUsage.TICKET, part.encode(), random);
      ticket =
          new Ticket(
              REALM,
              new PrincipalName(PrincipalName.NT_SRV_INST, SERVICE),
              new EncryptedData(key.enctype().number(), key.kvno(), cipher));
    }

    private static byte[] pac() {
      return new byte[PAC_LENGTH];
    }

    /** A request that was never made before. */
    byte[] token() {
      Instant instant = Instant.now();
      long now = instant.getEpochSecond() * MICROSECONDS + instant.getNano() / 1000;
      last = Math.max(now, last + 1);
      int flags =
          GssChecksum.MUTUAL
              | GssChecksum.REPLAY
              | GssChecksum.SEQUENCE
              | GssChecksum.CONF
              | GssChecksum.INTEG;
      Authenticator authenticator =
          new Authenticator(
              REALM,
              name,
              new Checksum(GssChecksum.TYPE, new GssChecksum(new byte[16], flags, null).encode()),
              (int) (last % MICROSECONDS),
              last / MICROSECONDS,
              EncryptionKey.of(KerberosKey.random(key.enctype(), random)),
              7,
              List.of());
      byte[] cipher = sessionKey.encrypt(KeyUsage.AUTHENTICATOR, authenticator.encode(), random);
      EncryptedData data = new EncryptedData(key.enctype().number(), null, cipher);
      byte[] request = new ApReq(ApReq.MUTUAL_REQUIRED, ticket, data).encode();
      return new GssToken(GssToken.AP_REQ, request).encode();
    }
  }

  /** The keytab, version 0x0502, with the key. */
  byte[] keytab() throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(entry);
    out.writeShort(SERVICE.size());
    counted(out, REALM);
    for (String component : SERVICE) {
      counted(out, component);
    }
    out.writeInt(1);
    out.writeInt(0);
    out.writeByte(key.kvno());
    out.writeShort(key.enctype().number());
    byte[] octets = new byte[key.enctype().keyLength()];
    key.key().writeTo(octets, 0);
    out.writeShort(octets.length);
    out.write(octets);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(file);
    head.writeShort(0x0502);
    head.writeInt(entry.size());
    entry.writeTo(head);
    return file.toByteArray();
  }

  private static void counted(DataOutputStream out, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(octets.length);
    out.write(octets);
  }
}
