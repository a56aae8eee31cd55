package dev.parley.negotiate.kerberos.pac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountDirectory;
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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PacClientMapperTest {
  private static final String REALM = "W2022-L7.BASE";
  private static final Instant TIME = Instant.parse("2022-11-23T16:01:59Z");
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

  private static Mapped map(KerberosClient client, AccountDirectory directory) {
    return new PacClientMapper(
            PrincipalMapping.of(List.of("strip " + REALM)),
            ROLES,
            new AccountRules(directory, false),
            false)
        .map(client);
  }

  private static Mapped map(KerberosClient client) {
    return map(client, AccountDirectory.NONE);
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
    assertThat(map(client("administrator", pac(PAC))))
        .isEqualTo(new Mapped.Good(new Identity("Administrator", REALM, Set.of("domain-admin"))));
  }

  @Test
  @DisplayName("Without a PAC (MIT KDC) roles come from the user store")
  void withoutPac() {
    AccountDirectory directory =
        account -> new AccountDirectory.Good(new Identity(account, "users", Set.of("admin")));
    AuthorizationElement other = new AuthorizationElement(97, new byte[] {1});
    assertThat(map(client("alice", other), directory))
        .isEqualTo(new Mapped.Good(new Identity("alice", REALM, Set.of("admin"))));
    assertThat(map(client("alice")))
        .isEqualTo(new Mapped.Good(new Identity("alice", REALM, Set.of())));
  }

  @Test
  @DisplayName("gokrb5 #545: the minimal PAC of MIT 1.20 is verified, and names no groups")
  void minimalPac() {
    byte[] minimal = new TestPac().client(TIME, "alice").signed(KEY.key());
    assertThat(map(client("alice", pac(minimal))))
        .isEqualTo(new Mapped.Good(new Identity("alice", REALM, Set.of())));
    assertRefused(map(client("bob", pac(minimal))), Reason.PAC_OF_ANOTHER);
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

  private static PacClientMapper requiringPac() {
    return new PacClientMapper(
        PrincipalMapping.of(List.of("strip " + REALM)),
        ROLES,
        new AccountRules(AccountDirectory.NONE, false),
        true);
  }

  @Test
  @DisplayName("CVE-2020-25719: with require-pac a ticket needs a verified PAC with the account")
  void requirePac() {
    PacClientMapper mapper = requiringPac();
    assertThat(mapper.map(client("administrator", pac(PAC)))).isInstanceOf(Mapped.Good.class);
    assertRefused(mapper.map(client("administrator")), Reason.PAC_MISSING);
    byte[] minimal = new TestPac().client(TIME, "administrator").signed(KEY.key());
    assertRefused(mapper.map(client("administrator", pac(minimal))), Reason.PAC_MISSING);
    byte[] octets = PAC.clone();
    octets[TestPac.offset(octets, 6) + 5] ^= 1;
    assertRefused(mapper.map(client("administrator", pac(octets))), Reason.PAC_SIGNATURE);
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
    assertThat(map(cameFar(pac(PAC)))).isInstanceOf(Mapped.Good.class);
    Mapped mapped = map(cameFar());
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
    Mapped machine =
        new Mapped.Good(
            new Identity("W2003FINAL$", REALM, Set.of()),
            Set.of("w2003final", "w2003final@" + REALM));
    byte[] signed = ofMachine("w2003final").signed(KEY.key());
    assertThat(map(client("w2003final", pac(signed)))).isEqualTo(machine);
    signed = ofMachine("w2003final").with(12, upnDnsInfo("w2022-l7.base")).signed(KEY.key());
    assertThat(map(client("w2003final", pac(signed)))).isEqualTo(machine);
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
            new AccountRules(AccountDirectory.NONE, false),
            false);
    assertThat(mapper.map(client))
        .isEqualTo(
            new Mapped.Good(
                new Identity("W2003FINAL$@" + REALM, REALM, Set.of()),
                Set.of("admin/root", "root/admin@" + REALM)));
  }

  @Test
  @DisplayName("A client of another realm to whom a domain lends an account keeps its own name")
  void lentAccount() {
    byte[] signed = ofMachine("alice").with(12, upnDnsInfo("AD.TEST")).signed(KEY.key());
    assertThat(map(client("alice", pac(signed))))
        .isEqualTo(new Mapped.Good(new Identity("alice", REALM, Set.of())));
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
        .isInstanceOf(Mapped.Good.class);
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
    for (String barred : List.of("w2003final", "w2003final@" + REALM)) {
      assertRefused(map(client, new BarredAs(barred)), Reason.ACCOUNT_DISABLED);
    }
    assertThat(map(client, new BarredAs("other"))).isInstanceOf(Mapped.Good.class);
  }

  @Test
  @DisplayName("A principal that no rule takes, and a directory that fails, are refusals")
  void notMapped() {
    KerberosClient foreign =
        new KerberosClient(List.of("alice"), 1, "OTHER", TIME, List.of(), KEY, "192.0.2.1", null);
    assertRefused(map(foreign), Reason.PRINCIPAL_NOT_MAPPED);
    AccountDirectory failing =
        account -> {
          throw new IllegalStateException("a defect");
        };
    assertRefused(map(client("alice"), failing), Reason.AUTHORITY_UNAVAILABLE);
  }
}
