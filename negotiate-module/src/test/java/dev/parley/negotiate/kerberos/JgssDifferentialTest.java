package dev.parley.negotiate.kerberos;

import static dev.parley.negotiate.kerberos.TestTicket.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.guard.AccountLookups;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.Checksum;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.HostAddress;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.negotiate.kerberos.pac.PacClientMapper;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JDK's acceptor as the oracle: ours accepts nothing that it refuses, and refuses nothing that
 * it accepts but by a rule that has a name here.
 */
@DisplayName("The same tokens for our acceptor and for JGSS")
class JgssDifferentialTest {
  private static final Enctype AES = TestSite.AES;

  /** Why ours refuses what JGSS accepts. */
  private enum Rule {
    /**
     * X.690, RFC 4120: exact tags, fixed numbers such as pvno and msg-type, names without control
     * characters, flags of the right form, nothing left out and nothing behind. JGSS looks at the
     * low bits of tags and passes over much.
     */
    STRICT_GRAMMAR(Reason.MALFORMED),
    /** RFC 4120 section 5.2.6: restrictions that are not known. JGSS passes over all. */
    CRITICAL_DATA(Reason.AUTHORIZATION_DATA_CRITICAL),
    /**
     * RFC 4120 section 3.2.3: the service of the ticket is in the keytab, or of a class with one of
     * its keys. JGSS tries any key.
     */
    SERVICE_IN_KEYTAB(Reason.WRONG_SPN),
    /** A ticket with addresses. JGSS looks at them only with channel bindings of its own. */
    ADDRESSES(Reason.TICKET_ADDRESS),
    /** RFC 4120 section 2.7: a way that the KDC has not checked. JGSS never looks at ways. */
    TRUSTED_TRANSIT(Reason.TRANSIT_NOT_TRUSTED),
    /** The type of a subkey or session key is permitted. */
    PERMITTED_ENCTYPES(Reason.ENCTYPE_NOT_PERMITTED);

    private final Reason reason;

    Rule(Reason reason) {
      this.reason = reason;
    }

    static Optional<Rule> of(Reason reason) {
      for (Rule each : values()) {
        if (each.reason == reason) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  @TempDir Path directory;

  private final Map<Rule, Integer> refusedByRule = new EnumMap<>(Rule.class);
  private TestSite site = new TestSite();
  private Jgss jgss;
  private int tokens;
  private int accepted;

  @BeforeEach
  void start() throws Exception {
    open(new TestSite());
  }

  private void open(TestSite fresh) throws Exception {
    site = fresh;
    tick();
    jgss = new Jgss(directory, List.of(site.key));
  }

  private void tick() {
    site.now = Instant.ofEpochMilli(System.currentTimeMillis());
  }

  /** Hands a token to both. */
  private boolean compare(String what, byte[] token) {
    return compare(what, token, false);
  }

  /**
   * @param tolerated whether ours may accept it where JGSS does not
   */
  private boolean compare(String what, byte[] token, boolean tolerated) {
    tokens++;
    tick();
    Step step = site.accept(token);
    boolean ours = step instanceof Step.Established;
    boolean theirs = jgss.accepts(token);
    accepted += ours ? 1 : 0;
    if (ours && !tolerated) {
      assertThat(theirs).as("ours accepts what JGSS refuses: " + what).isTrue();
    } else if (theirs) {
      Step.Refused refused = (Step.Refused) step;
      Optional<Rule> rule = Rule.of(refused.reason());
      assertThat(rule)
          .as("ours refuses what JGSS accepts: %s: %s %s", what, refused.reason(), refused.detail())
          .isPresent();
      refusedByRule.merge(rule.get(), 1, Integer::sum);
    }
    return ours;
  }

  private TestRequest valid() {
    return site.request().mutual();
  }

  @ParameterizedTest
  @EnumSource(value = Enctype.class, mode = EnumSource.Mode.EXCLUDE, names = "RC4_HMAC")
  @DisplayName("thousands of valid tokens, each once and once more")
  void validAndReplayed(Enctype enctype) throws Exception {
    open(new TestSite(enctype));
    for (int i = 0; i < 400; i++) {
      TestTicket.Issued issued = site.ticket().client("user" + i % 7, TestSite.REALM).issue();
      TestRequest request = issued.request(site.now).seqNumber(i * 5_368_709);
      if (i % 2 == 0) {
        request.mutual();
      }
      if (i % 3 == 0) {
        request.subkey(KerberosKey.random(enctype, RANDOM));
      }
      byte[] token = request.token();
      assertThat(compare("valid", token)).isTrue();
      assertThat(compare("replayed", token)).isFalse();
    }
    assertThat(accepted).isEqualTo(400);
    assertThat(refusedByRule).isEmpty();
  }

  @Test
  @DisplayName("times of client and ticket from one end to the other, but for the border itself")
  void times() {
    for (int off = -700; off <= 700; off += 7) {
      if (Math.abs(Math.abs(off) - 300) < 5) {
        continue; // the clock goes on between the two
      }
      long now = site.now.getEpochSecond();
      boolean within = Math.abs(off) < 300;
      assertThat(compare("client " + off, valid().time(now + off, 0).token())).isEqualTo(within);
      TestTicket start = site.ticket().times(now - 900, now + off, now + 9000);
      assertThat(compare("start " + off, start.issue().request(site.now).token()))
          .isEqualTo(off < 300);
      TestTicket end = site.ticket().times(now - 900, now - 900, now + off);
      assertThat(compare("end " + off, end.issue().request(site.now).token()))
          .isEqualTo(off > -300);
    }
    assertThat(refusedByRule).isEmpty();
  }

  @Test
  @DisplayName("every bit of the token changed")
  void flippedToken() {
    int length = valid().token().length;
    for (int bit = 0; bit < length * 8; bit++) {
      byte[] token = valid().token();
      if (bit / 8 < token.length) {
        token[bit / 8] ^= (byte) (1 << (bit % 8));
        compare("bit " + bit + " of the token", token);
      }
    }
    assertThat(tokens).isGreaterThan(2000);
    assertOnly(Rule.STRICT_GRAMMAR, Rule.SERVICE_IN_KEYTAB);
  }

  @Test
  @DisplayName("every bit of the authenticator changed before it is encrypted")
  void flippedAuthenticator() {
    KerberosKey subkey = KerberosKey.random(AES, RANDOM);
    int length = valid().subkey(subkey).authenticator().encode().length;
    for (int bit = 0; bit < length * 8; bit++) {
      TestTicket.Issued issued = site.ticket().issue();
      TestRequest request = issued.request(site.now).mutual().subkey(subkey);
      byte[] plain = request.authenticator().encode();
      if (bit / 8 < plain.length) {
        plain[bit / 8] ^= (byte) (1 << (bit % 8));
        byte[] cipher = issued.sessionKey().encrypt(KeyUsage.AUTHENTICATOR, plain, RANDOM);
        EncryptedData data = new EncryptedData(AES.number(), null, cipher);
        ApReq apReq = new ApReq(ApReq.MUTUAL_REQUIRED, issued.ticket(), data);
        compare(
            "bit " + bit + " of the authenticator",
            new GssToken(GssToken.AP_REQ, apReq.encode()).encode(),
            delegatesNothing(plain));
      }
    }
    assertThat(accepted).as("bits of sequence number and subkey are free").isGreaterThan(200);
    assertOnly(Rule.STRICT_GRAMMAR, Rule.PERMITTED_ENCTYPES);
  }

  /** GSS_C_DELEG_FLAG without credentials, which JGSS refuses. */
  private static boolean delegatesNothing(byte[] plain) {
    try {
      Checksum cksum = Authenticator.parse(plain).cksum();
      return cksum != null
          && cksum.cksumtype() == GssChecksum.TYPE
          && cksum.checksum().length == 24
          && (cksum.checksum()[20] & GssChecksum.DELEG) != 0;
    } catch (MalformedTokenException e) {
      return false;
    }
  }

  @Test
  @DisplayName("every bit of the ticket's inside changed before it is encrypted")
  void flippedTicket() throws Exception {
    List<AuthorizationElement> pac = List.of(new AuthorizationElement(128, new byte[12]));
    byte[] sample = plainTicket(site.ticket().data(pac).issue());
    for (int bit = 0; bit < sample.length * 8; bit++) {
      TestTicket.Issued issued = site.ticket().data(pac).issue();
      byte[] plain = plainTicket(issued);
      plain[bit / 8] ^= (byte) (1 << (bit % 8));
      byte[] cipher = site.key.key().encrypt(KeyUsage.TICKET, plain, RANDOM);
      Ticket ticket =
          new Ticket(
              issued.ticket().realm(),
              issued.ticket().sname(),
              new EncryptedData(AES.number(), site.key.kvno(), cipher));
      TestTicket.Issued changed =
          new TestTicket.Issued(
              ticket,
              issued.sessionKey(),
              issued.client(),
              issued.clientRealm(),
              issued.starttime(),
              issued.endtime());
      compare("bit " + bit + " of the ticket", changed.request(site.now).mutual().token());
    }
    assertThat(accepted).as("bits of flags, times and data are free").isGreaterThan(200);
    assertOnly(Rule.STRICT_GRAMMAR, Rule.PERMITTED_ENCTYPES);
  }

  private byte[] plainTicket(TestTicket.Issued issued) throws Exception {
    return site.key.key().decrypt(KeyUsage.TICKET, issued.ticket().encPart().cipher());
  }

  private void assertOnly(Rule... rules) {
    assertThat(refusedByRule.keySet()).isSubsetOf(rules);
  }

  @Test
  @DisplayName("the named rules, each with a token that JGSS accepts and ours refuses")
  void rules() {
    assertRule(
        Rule.SERVICE_IN_KEYTAB,
        site.ticket()
            .service("cifs/web.example.com", TestSite.REALM)
            .issue()
            .request(site.now)
            .token());
    List<HostAddress> elsewhere = List.of(new HostAddress(2, new byte[] {10, 9, 8, 7}));
    assertRule(
        Rule.ADDRESSES, site.ticket().addresses(elsewhere).issue().request(site.now).token());
    assertRule(Rule.STRICT_GRAMMAR, valid().gssFlags(GssChecksum.DCE_STYLE).token());
    List<AuthorizationElement> critical = List.of(new AuthorizationElement(5, new byte[3]));
    assertRule(Rule.CRITICAL_DATA, site.ticket().data(critical).issue().request(site.now).token());
  }

  @Test
  @DisplayName("RFC 4120 2.7: through other realms only with TRANSITED-POLICY-CHECKED")
  void transited() {
    site.decides(
        new PacClientMapper(
            PrincipalMapping.of(List.of("full")),
            new RoleMapping(Map.of(), false),
            new AccountRules(AccountLookups.NONE, false),
            Set.of("A.TEST")));
    assertThat(compare("a neighbour", cameBy("").issue().request(site.now).token())).isTrue();
    assertRule(Rule.TRUSTED_TRANSIT, cameBy("B.TEST").issue().request(site.now).token());
    TestTicket checked = cameBy("B.TEST").flags(EncTicketPart.TRANSITED_POLICY_CHECKED);
    assertThat(compare("checked", checked.issue().request(site.now).token())).isTrue();
  }

  private TestTicket cameBy(String way) {
    return site.ticket().client("alice", "A.TEST").transited(way);
  }

  private void assertRule(Rule rule, byte[] token) {
    int before = refusedByRule.getOrDefault(rule, 0);
    assertThat(compare(rule.name(), token)).isFalse();
    assertThat(refusedByRule.getOrDefault(rule, 0)).as(rule.name()).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("other clients, keys, flags, checksums: both refuse")
  void wrong() {
    KeySet right = site.keys;
    refusedByBoth("other client", valid().client("mallory", TestSite.REALM).token());
    refusedByBoth("other realm", valid().client("alice", "OTHER.ORG").token());
    refusedByBoth("other key", valid().key(KerberosKey.random(AES, RANDOM)).token());
    refusedByBoth("other checksum", valid().checksum(new Checksum(16, new byte[12])).token());
    refusedByBoth(
        "invalid", site.ticket().flags(EncTicketPart.INVALID).issue().request(site.now).token());
    refusedByBoth(
        "RC4", site.ticket().sessionType(Enctype.RC4_HMAC).issue().request(site.now).token());
    TestSite other = new TestSite();
    other.now = site.now;
    refusedByBoth("other service key", other.request().token());
    assertThat(site.keys).isSameAs(right);
  }

  @Test
  @DisplayName("what MIT and Windows take, ours takes too: no checksum, no frame")
  void lenient() {
    tick();
    for (byte[] token : List.of(valid().checksum(null).token(), valid().apReq())) {
      assertThat(jgss.accepts(token)).isFalse();
      assertThat(site.accept(token)).isInstanceOf(Step.Established.class);
    }
  }

  private void refusedByBoth(String what, byte[] token) {
    int before = refusedByRule.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(compare(what, token)).as(what).isFalse();
    assertThat(refusedByRule.values().stream().mapToInt(Integer::intValue).sum())
        .as("JGSS accepts: " + what)
        .isEqualTo(before);
  }
}
