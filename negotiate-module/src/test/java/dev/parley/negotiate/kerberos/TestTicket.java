package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.HostAddress;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.kerberos.message.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes tickets as a KDC would, for any key, times and flags. Not thread-safe. */
public final class TestTicket {
  /** For everything random in tests. */
  public static final RandomGenerator RANDOM = new StripedRandom();

  private final ServiceKey serviceKey;
  private PrincipalName sname;
  private String realm;
  private Integer kvno;
  private Enctype sessionType;
  private PrincipalName client = new PrincipalName(1, List.of("alice"));
  private String clientRealm = "EXAMPLE.COM";
  private int flags = EncTicketPart.PRE_AUTHENT | EncTicketPart.FORWARDABLE;
  private long authtime;
  private long starttime;
  private long endtime;
  private EncTicketPart.TransitedEncoding transited =
      new EncTicketPart.TransitedEncoding(1, new byte[0]);
  private List<HostAddress> addresses = List.of();
  private List<AuthorizationElement> data = List.of();

  private TestTicket(ServiceKey serviceKey, Instant now) {
    this.serviceKey = serviceKey;
    this.sname = new PrincipalName(2, serviceKey.components());
    this.realm = serviceKey.realm();
    this.kvno = serviceKey.kvno();
    this.sessionType = serviceKey.enctype();
    this.authtime = now.getEpochSecond() - 60;
    this.starttime = authtime;
    this.endtime = authtime + 36_000;
  }

  /** A ticket for a service, good for ten hours from a minute ago. */
  public static TestTicket of(ServiceKey serviceKey, Instant now) {
    return new TestTicket(serviceKey, now);
  }

  /** The client, with components between slashes. */
  public TestTicket client(String name, String itsRealm) {
    client = new PrincipalName(1, List.of(name.split("/")));
    clientRealm = itsRealm;
    return this;
  }

  /** The service that the ticket names. */
  public TestTicket service(String name, String itsRealm) {
    sname = new PrincipalName(2, List.of(name.split("/")));
    realm = itsRealm;
    return this;
  }

  /** The version that the ticket names; null for none. */
  public TestTicket kvno(Integer version) {
    kvno = version;
    return this;
  }

  /** The type of the session key. */
  public TestTicket sessionType(Enctype type) {
    sessionType = type;
    return this;
  }

  /** Flags of the ticket. */
  public TestTicket flags(int all) {
    flags = all;
    return this;
  }

  /** When it serves, in seconds since 1970. */
  public TestTicket times(long auth, long start, long end) {
    authtime = auth;
    starttime = start;
    endtime = end;
    return this;
  }

  /** The realms on the way, in the form DOMAIN-X500-COMPRESS. */
  public TestTicket transited(String way) {
    byte[] contents = way.getBytes(StandardCharsets.UTF_8);
    transited = new EncTicketPart.TransitedEncoding(1, contents);
    return this;
  }

  /** The addresses it is for. */
  public TestTicket addresses(List<HostAddress> all) {
    addresses = all;
    return this;
  }

  /** Its authorization data. */
  public TestTicket data(List<AuthorizationElement> all) {
    data = all;
    return this;
  }

  /** A ticket and what its client knows of it. */
  public record Issued(
      Ticket ticket,
      KerberosKey sessionKey,
      PrincipalName client,
      String clientRealm,
      long starttime,
      long endtime) {
    /** A request with this ticket. */
    public TestRequest request(Instant now) {
      return TestRequest.of(this, now);
    }
  }

  /** Makes the ticket, with a new session key. */
  public Issued issue() {
    return issue(KerberosKey.random(sessionType, RANDOM));
  }

  /** Makes the ticket with this session key. */
  public Issued issue(KerberosKey sessionKey) {
    EncTicketPart part =
        new EncTicketPart(
            flags,
            EncryptionKey.of(sessionKey),
            clientRealm,
            client,
            transited,
            authtime,
            starttime,
            endtime,
            null,
            addresses,
            data);
    byte[] cipher = serviceKey.key().encrypt(KeyUsage.TICKET, part.encode(), RANDOM);
    EncryptedData encrypted = new EncryptedData(serviceKey.enctype().number(), kvno, cipher);
    return new Issued(
        new Ticket(realm, sname, encrypted), sessionKey, client, clientRealm, starttime, endtime);
  }
}
