package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.Checksum;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests as a client would, with a ticket. Not thread-safe. */
public final class TestRequest {
  private final TestTicket.Issued issued;
  private int apOptions;
  private byte[] bindings = new byte[16];
  private int gssFlags = GssChecksum.REPLAY | GssChecksum.SEQUENCE | GssChecksum.INTEG;
  private byte @Nullable [] krbCred;
  private @Nullable Checksum checksum;
  private boolean ownChecksum;
  private @Nullable KerberosKey subkey;
  private @Nullable Integer seqNumber = 0x1122_3344;
  private PrincipalName client;
  private String clientRealm;
  private long ctime;
  private int cusec;
  private List<AuthorizationElement> data = List.of();
  private KerberosKey key;

  private TestRequest(TestTicket.Issued issued, Instant now) {
    this.issued = issued;
    this.client = issued.client();
    this.clientRealm = issued.clientRealm();
    this.ctime = now.getEpochSecond();
    this.cusec = now.getNano() / 1000;
    this.key = issued.sessionKey();
  }

  /** A request with a ticket, at a time, with neither subkey nor mutual authentication. */
  public static TestRequest of(TestTicket.Issued issued, Instant now) {
    return new TestRequest(issued, now);
  }

  /** Asks for an AP-REP. */
  public TestRequest mutual() {
    apOptions |= ApReq.MUTUAL_REQUIRED;
    gssFlags |= GssChecksum.MUTUAL;
    return this;
  }

  /** Options of the AP-REQ. */
  public TestRequest apOptions(int all) {
    apOptions = all;
    return this;
  }

  /** More flags of GSS-API. */
  public TestRequest gssFlags(int more) {
    gssFlags |= more;
    return this;
  }

  /** Channel bindings. */
  public TestRequest bindings(byte[] md5) {
    bindings = md5;
    return this;
  }

  /** Forwarded credentials. */
  public TestRequest delegate(byte[] message) {
    krbCred = message;
    gssFlags |= GssChecksum.DELEG;
    return this;
  }

  /** Another checksum than that of GSS-API; null for none. */
  public TestRequest checksum(@Nullable Checksum other) {
    checksum = other;
    ownChecksum = true;
    return this;
  }

  /** A key of the client's own. */
  public TestRequest subkey(@Nullable KerberosKey other) {
    subkey = other;
    return this;
  }

  /** The first sequence number; null for none. */
  public TestRequest seqNumber(@Nullable Integer number) {
    seqNumber = number;
    return this;
  }

  /** Another client than the ticket's. */
  public TestRequest client(String name, String realm) {
    client = new PrincipalName(1, List.of(name.split("/")));
    clientRealm = realm;
    return this;
  }

  /** The client's time. */
  public TestRequest time(long seconds, int microseconds) {
    ctime = seconds;
    cusec = microseconds;
    return this;
  }

  /** Authorization data of the client's own. */
  public TestRequest data(List<AuthorizationElement> all) {
    data = all;
    return this;
  }

  /** Another key than the session key. */
  public TestRequest key(KerberosKey other) {
    key = other;
    return this;
  }

  /** The authenticator. */
  public Authenticator authenticator() {
    Checksum gss =
        new Checksum(GssChecksum.TYPE, new GssChecksum(bindings, gssFlags, krbCred).encode());
    return new Authenticator(
        clientRealm,
        client,
        ownChecksum ? checksum : gss,
        cusec,
        ctime,
        subkey == null ? null : EncryptionKey.of(subkey),
        seqNumber,
        data);
  }

  /** The AP-REQ. */
  public byte[] apReq() {
    byte[] cipher =
        key.encrypt(KeyUsage.AUTHENTICATOR, authenticator().encode(), TestTicket.RANDOM);
    EncryptedData encrypted = new EncryptedData(key.enctype().number(), null, cipher);
    return new ApReq(apOptions, issued.ticket(), encrypted).encode();
  }

  /** The token of GSS-API. */
  public byte[] token() {
    return new GssToken(GssToken.AP_REQ, apReq()).encode();
  }
}
