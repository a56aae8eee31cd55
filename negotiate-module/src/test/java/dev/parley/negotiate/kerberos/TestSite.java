package dev.parley.negotiate.kerberos;

import dev.parley.authority.AccountChanges;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A service with keys, a clock that stands still, and settings that tests change. */
public final class TestSite {
  /** The name of the service. */
  public static final List<String> WEB = List.of("HTTP", "web.example.com");

  /** Its realm. */
  public static final String REALM = "EXAMPLE.COM";

  /** The type of most keys here. */
  public static final Enctype AES = Enctype.AES256_CTS_HMAC_SHA1_96;

  public Instant now = Instant.parse("2026-11-21T10:00:00.250Z");
  public Set<Enctype> enctypes = KerberosPolicy.DEFAULT_ENCTYPES;
  public BindingPolicy bindings = BindingPolicy.OFF;
  public boolean checkAddresses = true;
  public boolean delegation;
  public int replayCacheSize = 10_000;
  public int replayCacheShare = 10_000;
  public Duration keepTickets = KerberosPolicy.DEFAULT_KEEP_TICKETS;
  public Set<String> trustedTransit = Set.of();
  public boolean otherNames = true;
  public Function<KerberosClient, Mapped> mapper = TestSite::byName;
  public UnaryOperator<Mapped> directory = account -> account;
  public final AccountChanges changes = new AccountChanges();
  public Peer peer = new Peer("192.0.2.7", "web.example.com", List.of());
  public final List<KerberosClient> seen = Collections.synchronizedList(new ArrayList<>());
  public final List<Mapped.Account> asked = Collections.synchronizedList(new ArrayList<>());
  public KeySet keys;
  public final ServiceKey key;

  private Mechanism mechanism;

  /** With one key, version 2. */
  public TestSite() {
    this(AES);
  }

  /** With one key of a type, version 2. */
  public TestSite(Enctype enctype) {
    key = key(WEB, REALM, 2, enctype);
    keys = new KeySet(List.of(key));
  }

  /** A key of a service. */
  public static ServiceKey key(List<String> name, String realm, int kvno, Enctype enctype) {
    return new ServiceKey(name, realm, kvno, KerberosKey.random(enctype, TestTicket.RANDOM));
  }

  private static Mapped byName(KerberosClient client) {
    String name = String.join("/", client.components()) + "@" + client.realm();
    return new Mapped.Account(new Identity(name, "test", Set.of()), name);
  }

  /** Takes clients by the names in their tickets. */
  static final class ByName implements ClientMapper {
    @Override
    public Mapped map(KerberosClient client) {
      return byName(client);
    }

    @Override
    public Mapped admit(Mapped.Account account, String address) {
      return account;
    }
  }

  /** Who clients are, by {@link #mapper} and {@link #directory}. */
  private final class TestMapper implements ClientMapper {
    @Override
    public Mapped map(KerberosClient client) {
      seen.add(client);
      return mapper.apply(client);
    }

    @Override
    public Mapped admit(Mapped.Account account, String address) {
      asked.add(account);
      return directory.apply(account);
    }
  }

  /** Lets a mapper decide. */
  public void decides(ClientMapper other) {
    mapper = other::map;
    directory = account -> other.admit((Mapped.Account) account, "192.0.2.1");
  }

  /** The mechanism with the settings as they are at the first call. */
  public synchronized Mechanism mechanism() {
    if (mechanism == null) {
      KerberosPolicy policy =
          new KerberosPolicy(
              enctypes,
              Duration.ofMinutes(5),
              bindings,
              checkAddresses,
              delegation,
              replayCacheSize,
              replayCacheShare,
              keepTickets,
              trustedTransit,
              otherNames,
              () -> now,
              TestTicket.RANDOM);
      mechanism = new KerberosMechanism(policy, () -> keys, new TestMapper(), changes);
    }
    return mechanism;
  }

  /** What comes of a token. */
  public Step accept(byte[] token) {
    try (Mechanism.Acceptor acceptor = mechanism().newAcceptor()) {
      return acceptor.accept(token, peer);
    }
  }

  /** A ticket for the service. */
  public TestTicket ticket() {
    return TestTicket.of(key, now);
  }

  /** A request with a ticket for the service. */
  public TestRequest request() {
    return ticket().issue().request(now);
  }
}
