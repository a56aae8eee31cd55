package dev.parley.negotiate.kerberos.pac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.kerberos.KerberosClient;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.negotiate.kerberos.Vectors;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PacClientMapperTest {
  private static final String REALM = "W2022-L7.BASE";
  private static final Instant TIME = Instant.parse("2022-11-23T16:01:59Z");
  private static final int EFFECTIVE_NAME = 16 + 52;
  private static final int USER_ACCOUNT_CONTROL = 16 + 168;
  private static final JsonNode WINDOWS = windows();
  private static final byte[] PAC = Vectors.octets(WINDOWS, "pac");
  private static final ServiceKey KEY =
      new ServiceKey(
          List.of("cifs", "w2022-118.w2022-l7.base"),
          REALM,
          5,
          KerberosKey.copyOf(
              Enctype.AES256_CTS_HMAC_SHA1_96, Vectors.octets(WINDOWS, "server_key")));
  private static final RoleMapping ROLES =
      new RoleMapping(
          Map.of("S-1-5-21-133451344-1126667713-3548050118-512", List.of("domain-admin")), false);

  private static JsonNode windows() {
    return vector("windows");
  }

  private static JsonNode vector(String start) {
    for (JsonNode each : Vectors.read("pac.json").get("pacs")) {
      if (each.get("id").asString().startsWith(start)) {
        return each;
      }
    }
    throw new AssertionError();
  }

  private static KerberosClient client(String name, AuthorizationElement... elements) {
    return new KerberosClient(
        List.of(name), 1, REALM, TIME, List.of(elements), KEY, "192.0.2.1", null);
  }

  private static AuthorizationElement pac(byte[] octets) {
    return new AuthorizationElement(AuthorizationElement.WIN2K_PAC, octets);
  }

  private static PacClientMapper mapper(AccountDirectory directory, String... realmsWithoutPac) {
    return new PacClientMapper(
        PrincipalMapping.of(List.of("strip " + REALM)),
        ROLES,
        new AccountRules(AccountLookups.fromMemory(directory), false),
        Set.of(realmsWithoutPac));
  }

  private static Mapped mapAndAdmit(PacClientMapper mapper, KerberosClient client) {
    Mapped mapped = mapper.map(client);
    return mapped instanceof Mapped.Account account ? mapper.admit(account, "192.0.2.1") : mapped;
  }

  private static Mapped map(KerberosClient client, AccountDirectory directory) {
    return mapAndAdmit(mapper(directory), client);
  }

  private static Mapped map(KerberosClient client) {
    return map(client, AccountDirectory.NONE);
  }

  /** The same where the settings say that the realm's KDC makes no PACs. */
  private static Mapped mapOfListedRealm(KerberosClient client) {
    return mapAndAdmit(mapper(AccountDirectory.NONE, REALM), client);
  }

  private static void assertIs(Mapped mapped, String name, String... roles) {
    assertThat(mapped)
        .isInstanceOfSatisfying(
            Mapped.Account.class,
            account ->
                assertThat(account.identity()).isEqualTo(new Identity(name, REALM, Set.of(roles))));
  }

  private static void assertGoesByNames(Mapped mapped, String... others) {
    assertThat(((Mapped.Account) mapped).otherNames()).containsExactlyInAnyOrder(others);
  }

  private static void assertUnsaid(Mapped mapped, String detail) {
    assertRefused(mapped, Reason.PAC_MISSING);
    assertThat(((Mapped.Refused) mapped).detail())
        .isEqualTo(detail + ", and " + REALM + " is not in kerberos.realms-without-pac");
  }

  private static String countedAs(Mapped mapped) {
    return ((Mapped.Account) mapped).countedAs();
  }

  private static void assertRefused(Mapped mapped, Reason reason) {
    assertThat(mapped)
        .isInstanceOfSatisfying(
            Mapped.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.status().isError()).isTrue();
            });
  }

  @Test
  @DisplayName(
      "A ticket of Windows Server 2022: groups become roles, the name is as the directory has it")
  void windowsTicket() {
    assertIs(map(client("administrator", pac(PAC))), "Administrator", "domain-admin");
  }

  @Test
  @DisplayName("MS-KILE 3.3.5.3: without a PAC the name is only what was asked for, and is refused")
  void withoutPac() {
    assertUnsaid(map(client("alice")), "no PAC");
    AuthorizationElement other = new AuthorizationElement(97, new byte[] {1});
    assertUnsaid(map(client("alice", other)), "no PAC");
    assertThat(Reason.PAC_MISSING.mend()).contains("kerberos.realms-without-pac");
  }

  @Test
  @DisplayName(
      "kerberos.realms-without-pac: of these realms, spelt exactly, the ticket's name counts")
  void listedRealm() {
    AccountDirectory directory =
        account -> new AccountDirectory.Good(new Identity(account, "users", Set.of("admin")));
    assertIs(mapAndAdmit(mapper(directory, REALM), client("alice")), "alice", "admin");
    assertIs(mapOfListedRealm(client("alice")), "alice");
    String lower = REALM.toLowerCase(Locale.ROOT);
    assertUnsaid(mapper(directory, lower, "OTHER").map(client("alice")), "no PAC");
  }

  @Test
  @DisplayName(
      "of such a realm too a PAC has to verify, and the name in it counts before the ticket's")
  void listedRealmWithPac() {
    assertIs(mapOfListedRealm(client("administrator", pac(PAC))), "Administrator", "domain-admin");
    byte[] octets = PAC.clone();
    octets[TestPac.offset(octets, 6) + 5] ^= 1;
    assertRefused(mapOfListedRealm(client("administrator", pac(octets))), Reason.PAC_SIGNATURE);
    assertRefused(mapOfListedRealm(client("alice", pac(PAC))), Reason.PAC_OF_ANOTHER);
    assertRefused(mapOfListedRealm(client("alice", pac(new byte[0]))), Reason.PAC_MALFORMED);
  }

  @Test
  @DisplayName(
      "gokrb5 #545: the minimal PAC of MIT 1.20 is verified, names no groups, and is enough")
  void minimalPac() {
    byte[] minimal = new TestPac().client(TIME, "alice").signed(KEY.key());
    assertIs(map(client("alice", pac(minimal))), "alice");
    assertRefused(map(client("bob", pac(minimal))), Reason.PAC_OF_ANOTHER);
    byte[] heimdal =
        new TestPac()
            .client(TIME, "alice")
            .with(12, upnDnsInfo("w2022-l7.base"))
            .with(17, TestPac.little(8).putInt(2).putInt(1).array())
            .signed(KEY.key());
    assertIs(map(client("alice", pac(heimdal))), "alice");
  }

  @Test
  @DisplayName("An enterprise name or UPN is no account's name of its own, with or without a PAC")
  void enterpriseName() {
    String upn = "alice@w2022-l7.base";
    assertUnsaid(map(client(upn)), "no PAC");
    byte[] minimal = new TestPac().client(TIME, upn).signed(KEY.key());
    assertRefused(map(client(upn, pac(minimal))), Reason.PRINCIPAL_NOT_MAPPED);
    assertRefused(mapOfListedRealm(client(upn)), Reason.PRINCIPAL_NOT_MAPPED);
    byte[] named = ofMachine(upn).signed(KEY.key());
    assertIs(map(client(upn, pac(named))), "W2003FINAL$");
  }

  @Test
  @DisplayName("MS-PAC 2.7, S4U2self: a PAC that tells the client's realm is of that realm alone")
  void clientInfoWithRealm() {
    byte[] own = ofMachine("w2003final@" + REALM).signed(KEY.key());
    assertIs(map(client("w2003final", pac(own))), "W2003FINAL$");
    byte[] other = ofMachine("w2003final@OTHER").signed(KEY.key());
    assertRefused(map(client("w2003final", pac(other))), Reason.PAC_OF_ANOTHER);
  }

  @Test
  @DisplayName(
      "a domain controller's PAC without logon information, or without a name, is not enough")
  void partOfThePac() {
    String part = "a domain controller's PAC without logon information";
    byte[] sid = TestPac.little(12).put(new byte[] {1, 1, 0, 0, 0, 0, 0, 5}).putInt(18).array();
    byte[] requestor = new TestPac().client(TIME, "root").with(18, sid).signed(KEY.key());
    assertUnsaid(map(client("root", pac(requestor))), part);
    byte[] claims = new TestPac().client(TIME, "root").with(13, new byte[8]).signed(KEY.key());
    assertUnsaid(map(client("root", pac(claims))), part);
    byte[] upn = TestPac.content(PAC, 12);
    byte[] extended = new TestPac().client(TIME, "root").with(12, upn).signed(KEY.key());
    assertUnsaid(map(client("root", pac(extended))), part);
    byte[] nameless =
        new TestPac()
            .client(TIME, "root")
            .with(1, withoutEffectiveName(TestPac.content(PAC, 1)))
            .signed(KEY.key());
    assertUnsaid(map(client("root", pac(nameless))), "a PAC that names no account");
  }

  /** The first deferred text, that of EffectiveName, goes with its pointer. */
  private static byte[] withoutEffectiveName(byte[] info) {
    int header = EFFECTIVE_NAME;
    int text = 16 + 220;
    ByteBuffer fields = ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN);
    int octets = (12 + fields.getShort(header) + 3) & ~3;
    ByteBuffer without = TestPac.little(info.length - octets).put(info, 0, text);
    without.put(info, text + octets, info.length - text - octets);
    without.putInt(header, 0).putInt(header + 4, 0);
    return without.putInt(8, fields.getInt(8) - octets).array();
  }

  @Test
  @DisplayName("A changed PAC is refused before anything of it is believed")
  void changed() {
    byte[] octets = PAC.clone();
    octets[TestPac.offset(octets, 1) + 200] ^= 1;
    Mapped mapped = map(client("administrator", pac(octets)));
    assertRefused(mapped, Reason.PAC_SIGNATURE);
    assertThat(((Mapped.Refused) mapped).status()).isEqualTo(SecurityStatus.SEC_E_MESSAGE_ALTERED);
    assertRefused(map(client("administrator", pac(new byte[7]))), Reason.PAC_MALFORMED);
  }

  @Test
  @DisplayName("The PAC of another client, of another logon, or of nobody is refused")
  void ofAnother() {
    assertRefused(map(client("alice", pac(PAC))), Reason.PAC_OF_ANOTHER);
    KerberosClient later =
        new KerberosClient(
            List.of("administrator"),
            1,
            REALM,
            TIME.plusSeconds(60),
            List.of(pac(PAC)),
            KEY,
            "192.0.2.1",
            null);
    assertRefused(map(later), Reason.PAC_OF_ANOTHER);
    byte[] nobody = new TestPac().signed(KEY.key());
    assertRefused(map(client("alice", pac(nobody))), Reason.PAC_MALFORMED);
  }

  private static KerberosClient cameFar(AuthorizationElement... elements) {
    return new KerberosClient(
        List.of("administrator"),
        1,
        REALM,
        TIME,
        List.of(elements),
        KEY,
        "192.0.2.1",
        "by way of B");
  }

  @Test
  @DisplayName("RFC 4120 2.7: a way that nobody has checked is taken from a domain controller only")
  void untrustedWay() {
    assertThat(map(cameFar(pac(PAC)))).isInstanceOf(Mapped.Account.class);
    Mapped mapped = mapOfListedRealm(cameFar());
    assertRefused(mapped, Reason.TRANSIT_NOT_TRUSTED);
    assertThat(((Mapped.Refused) mapped).detail()).isEqualTo("by way of B");
    byte[] minimal = new TestPac().client(TIME, "administrator").signed(KEY.key());
    assertRefused(map(cameFar(pac(minimal))), Reason.TRANSIT_NOT_TRUSTED);
    byte[] octets = PAC.clone();
    octets[TestPac.offset(octets, 6) + 5] ^= 1;
    assertRefused(map(cameFar(pac(octets))), Reason.PAC_SIGNATURE);
  }

  /** The account of a machine, W2003FINAL$. */
  private static TestPac ofMachine(String client) {
    return new TestPac()
        .client(TIME, client)
        .with(1, TestPac.content(Vectors.octets(vector("samba-rc4"), "pac"), 1));
  }

  private static byte[] upnDnsInfo(String dnsDomain) {
    byte[] name = dnsDomain.getBytes(StandardCharsets.UTF_16LE);
    return TestPac.little(16 + name.length)
        .putShort((short) 0)
        .putShort((short) 16)
        .putShort((short) name.length)
        .putShort((short) 16)
        .putInt(0)
        .putInt(0)
        .put(name)
        .array();
  }

  @Test
  @DisplayName("CVE-2020-25719 (dollar ticket): who asks as root for root$ is root$, and not root")
  void dollarTicket() {
    byte[] signed = ofMachine("w2003final").signed(KEY.key());
    Mapped machine = map(client("w2003final", pac(signed)));
    assertIs(machine, "W2003FINAL$");
    assertGoesByNames(machine, "w2003final", "w2003final@" + REALM, REALM + "\\w2003final");
    signed = ofMachine("w2003final").with(12, upnDnsInfo("w2022-l7.base")).signed(KEY.key());
    assertIs(map(client("w2003final", pac(signed))), "W2003FINAL$");
  }

  @Test
  @DisplayName("Who asks by a name of several parts has the account's own name too")
  void severalParts() {
    KerberosClient client =
        new KerberosClient(
            List.of("root", "admin"),
            1,
            REALM,
            TIME,
            List.of(pac(ofMachine("root/admin").signed(KEY.key()))),
            KEY,
            "192.0.2.1",
            null);
    PacClientMapper mapper =
        new PacClientMapper(
            PrincipalMapping.of(List.of("([^/]*)/admin@W2022-L7\\.BASE = admin/$1", "full")),
            ROLES,
            new AccountRules(AccountLookups.NONE, false),
            Set.of());
    Mapped mapped = mapAndAdmit(mapper, client);
    assertIs(mapped, "W2003FINAL$@" + REALM);
    assertGoesByNames(mapped, "admin/root", "root/admin@" + REALM, REALM + "\\root/admin");
  }

  @Test
  @DisplayName(
      "A client of another realm to whom a domain lends an account keeps its own name, if any")
  void lentAccount() {
    byte[] signed = ofMachine("alice").with(12, upnDnsInfo("AD.TEST")).signed(KEY.key());
    assertUnsaid(map(client("alice", pac(signed))), "a PAC for an account of AD.TEST");
    Mapped listed = mapOfListedRealm(client("alice", pac(signed)));
    assertIs(listed, "alice");
    assertThat(countedAs(listed)).as("others have the account too").doesNotStartWith("S-1-");
  }

  private static KerberosClient ofForeignRealm(String name, byte[] pac) {
    ServiceKey ofAnother = new ServiceKey(KEY.components(), "SERVICES.TEST", 5, KEY.key());
    return new KerberosClient(
        List.of(name), 1, REALM, TIME, List.of(pac(pac)), ofAnother, "192.0.2.1", null);
  }

  @Test
  @DisplayName(
      "Of another realm, a PAC that tells no domain may name a lent account, and is refused")
  void foreignWithoutDomain() {
    byte[] signed = ofMachine("alice").signed(KEY.key());
    assertUnsaid(
        map(ofForeignRealm("alice", signed)),
        "a PAC that does not say of which domain its account is");
    byte[] same = ofMachine("W2003FINAL$").signed(KEY.key());
    assertIs(map(ofForeignRealm("W2003FINAL$", same)), "W2003FINAL$");
    byte[] told = ofMachine("w2003final").with(12, upnDnsInfo("w2022-l7.base")).signed(KEY.key());
    assertIs(map(ofForeignRealm("w2003final", told)), "W2003FINAL$");
  }

  @Test
  @DisplayName(
      "A client is counted by its SID, whatever it has itself called; without one by its account")
  void countedOnce() {
    String sid = "S-1-5-21-133451344-1126667713-3548050118-500";
    byte[] info = TestPac.content(PAC, 1);
    for (String name : List.of("administrator", "ADMINISTRATOR", "aDmin", "a@w2022-l7.base")) {
      byte[] pac = new TestPac().client(TIME, name).with(1, info).signed(KEY.key());
      assertThat(countedAs(map(client(name, pac(pac))))).isEqualTo(sid);
    }
    String alice = countedAs(mapOfListedRealm(client("alice")));
    assertThat(countedAs(mapOfListedRealm(client("ALICE")))).isEqualTo(alice);
    assertThat(countedAs(mapOfListedRealm(client("ａlice")))).isEqualTo(alice);
    assertThat(countedAs(mapOfListedRealm(client("bob")))).isNotEqualTo(alice);
  }

  @Test
  @DisplayName("MS-PAC 2.2.1: a group for denying only, or one that is not enabled, gives no role")
  void groupAttributes() {
    byte[] info = TestPac.content(PAC, 1);
    int groups = 0;
    ByteBuffer fields = ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 8 <= info.length; at += 4) {
      if (fields.getInt(at) == 512 && fields.getInt(at + 4) == 7) {
        groups = at;
      }
    }
    assertThat(groups).isPositive();
    assertIs(
        map(client("administrator", pac(withLogonInfo(info, new byte[0])))),
        "Administrator",
        "domain-admin");
    for (int attributes : new int[] {0x10, 0x17, 3}) {
      fields.putInt(groups + 4, attributes);
      assertIs(
          map(client("administrator", pac(withLogonInfo(info, new byte[0])))), "Administrator");
    }
  }

  private static byte[] withLogonInfo(byte[] info, byte[] requestor) {
    TestPac pac = new TestPac().client(TIME, "administrator").with(1, info);
    return (requestor.length == 0 ? pac : pac.with(18, requestor)).signed(KEY.key());
  }

  @Test
  @DisplayName("CVE-2021-42287: the requestor's SID must be the user's, where it is told")
  void requestor() {
    byte[] info = TestPac.content(PAC, 1);
    byte[] user =
        TestPac.little(28)
            .put(new byte[] {1, 5, 0, 0, 0, 0, 0, 5})
            .putInt(21)
            .putInt(133451344)
            .putInt(1126667713)
            .putInt((int) 3548050118L)
            .putInt(500)
            .array();
    assertThat(map(client("administrator", pac(withLogonInfo(info, user)))))
        .isInstanceOf(Mapped.Account.class);
    user[24] ^= 1;
    assertRefused(
        map(client("administrator", pac(withLogonInfo(info, user)))), Reason.PAC_OF_ANOTHER);
  }

  @Test
  @DisplayName("An account that the PAC calls disabled, or the user store, is refused")
  void disabled() {
    byte[] info = TestPac.content(PAC, 1);
    ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN).putInt(USER_ACCOUNT_CONTROL, 0x211);
    assertRefused(
        map(client("administrator", pac(withLogonInfo(info, new byte[0])))),
        Reason.ACCOUNT_DISABLED);
    AccountDirectory barring = account -> new AccountDirectory.Barred(Reason.ACCOUNT_EXPIRED);
    assertRefused(map(client("administrator", pac(PAC)), barring), Reason.ACCOUNT_EXPIRED);
  }

  /** Bars an account by one of the names that its domain has for it. */
  private record BarredAs(String name) implements AccountDirectory {
    @Override
    public Standing find(String account) {
      throw new AssertionError("the other names are left out");
    }

    @Override
    public Standing find(String account, Set<String> otherNames) {
      return otherNames.contains(name) ? new Barred(Reason.ACCOUNT_DISABLED) : new Unknown();
    }
  }

  @Test
  @DisplayName("An account that is barred by any name that its domain has for it is refused")
  void barredByOtherName() {
    KerberosClient client = client("w2003final", pac(ofMachine("w2003final").signed(KEY.key())));
    for (String barred :
        List.of(
            "w2003final",
            "w2003final@" + REALM,
            REALM + "\\w2003final",
            "W2003FINAL$@" + REALM,
            REALM + "\\W2003FINAL$")) {
      assertRefused(map(client, new BarredAs(barred)), Reason.ACCOUNT_DISABLED);
    }
    assertThat(map(client, new BarredAs("other"))).isInstanceOf(Mapped.Account.class);
  }

  @Test
  @DisplayName("A principal that no rule takes, and a directory that fails, are refusals")
  void notMapped() {
    KerberosClient foreign =
        new KerberosClient(List.of("alice"), 1, "OTHER", TIME, List.of(), KEY, "192.0.2.1", null);
    assertRefused(mapper(AccountDirectory.NONE, "OTHER").map(foreign), Reason.PRINCIPAL_NOT_MAPPED);
    AccountDirectory failing =
        account -> {
          throw new IllegalStateException("a defect");
        };
    byte[] minimal = new TestPac().client(TIME, "alice").signed(KEY.key());
    assertRefused(map(client("alice", pac(minimal)), failing), Reason.AUTHORITY_UNAVAILABLE);
  }
}
