package dev.parley.negotiate.kerberos.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.Vectors;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PacTest {
  private static final String WINDOWS = "windows-server-2022-service-ticket";
  private static final int USER_ID = 16 + 104;
  private static final int USER_FLAGS = 16 + 120;

  static List<String> ids() {
    List<String> ids = new ArrayList<>();
    Vectors.read("pac.json").get("pacs").forEach(each -> ids.add(each.get("id").asString()));
    return ids;
  }

  static Stream<String> idsWithKey() {
    return ids().stream().filter(id -> vector(id).has("server_key"));
  }

  private static JsonNode vector(String id) {
    for (JsonNode each : Vectors.read("pac.json").get("pacs")) {
      if (each.get("id").asString().equals(id)) {
        return each;
      }
    }
    throw new AssertionError(id);
  }

  private static byte[] octets(String id) {
    return Vectors.octets(vector(id), "pac");
  }

  private static KerberosKey key(String id) {
    JsonNode vector = vector(id);
    return KerberosKey.copyOf(
        Enctype.ofNumber(vector.get("etype").asInt()).orElseThrow(),
        Vectors.octets(vector, "server_key"));
  }

  private static LogonInfo logonInfo(byte[] pac) throws MalformedTokenException {
    LogonInfo info = Pac.parse(pac).logonInfo();
    assertThat(info).isNotNull();
    return info;
  }

  private static List<String> groups(JsonNode decoded, String member) {
    List<String> groups = new ArrayList<>();
    if (decoded.has(member)) {
      decoded
          .get(member)
          .forEach(each -> groups.add(each.get(0).asString() + "/" + each.get(1).asString()));
    }
    return groups;
  }

  private static List<String> groups(List<LogonInfo.Group> groups) {
    return groups.stream().map(each -> each.relativeId() + "/" + each.attributes()).toList();
  }

  private static @Nullable String text(JsonNode decoded, String member) {
    return decoded.has(member) ? decoded.get(member).asString() : null;
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("KERB_VALIDATION_INFO of real domain controllers, field by field")
  @MethodSource("ids")
  void logonInfo(String id) throws MalformedTokenException {
    JsonNode decoded = vector(id).get("decoded");
    LogonInfo info = logonInfo(octets(id));
    assertThat(info.logonTime()).isEqualTo(decoded.get("LogonTime").asLong());
    assertThat(info.effectiveName()).isEqualTo(text(decoded, "EffectiveName"));
    assertThat(info.fullName()).isEqualTo(text(decoded, "FullName"));
    assertThat(info.logonServer()).isEqualTo(text(decoded, "LogonServer"));
    assertThat(info.domainName()).isEqualTo(text(decoded, "LogonDomainName"));
    assertThat(info.userId()).isEqualTo(decoded.get("UserId").asInt());
    assertThat(info.primaryGroupId()).isEqualTo(decoded.get("PrimaryGroupId").asInt());
    assertThat(info.userFlags()).isEqualTo(decoded.get("UserFlags").asInt());
    assertThat(info.userAccountControl()).isEqualTo(decoded.get("UserAccountControl").asInt());
    assertThat(info.domain()).hasToString(text(decoded, "LogonDomainId"));
    assertThat(groups(info.groups())).isEqualTo(groups(decoded, "GroupIds"));
    assertThat(info.extraSids().stream().map(each -> each.sid() + "/" + each.attributes()).toList())
        .isEqualTo(groups(decoded, "ExtraSids"));
    assertThat(groups(info.resourceGroups())).isEqualTo(groups(decoded, "ResourceGroupIds"));
    if (decoded.has("ResourceGroupDomainSid")) {
      assertThat(info.resourceDomain()).hasToString(text(decoded, "ResourceGroupDomainSid"));
    } else {
      assertThat(info.resourceDomain()).isNull();
    }
  }

  @Test
  @DisplayName("The SIDs of a user: user, primary group, groups, extra, resource groups")
  void sids() throws MalformedTokenException {
    String domain = "S-1-5-21-133451344-1126667713-3548050118";
    assertThat(logonInfo(octets(WINDOWS)).sids().stream().map(Sid::toString))
        .containsExactlyInAnyOrder(
            domain + "-500",
            domain + "-513",
            domain + "-512",
            domain + "-520",
            domain + "-518",
            domain + "-519",
            "S-1-18-1",
            domain + "-572");
  }

  @Test
  @DisplayName("UPN_DNS_INFO in its extended form")
  void upnDnsInfo() throws MalformedTokenException {
    JsonNode told = vector(WINDOWS).get("upn_dns");
    UpnDnsInfo info = Pac.parse(octets(WINDOWS)).upnDnsInfo();
    assertThat(info)
        .isEqualTo(
            new UpnDnsInfo(
                told.get("upn").asString(),
                told.get("dns_domain").asString(),
                told.get("flags").asInt(),
                told.get("sam_name").asString(),
                Sid.parse(told.get("sid").asString()).orElseThrow()));
    assertThat(Pac.parse(octets("s4u_pac_regular")).upnDnsInfo())
        .isNotNull()
        .satisfies(each -> assertThat(each.sid()).isNull());
  }

  @Test
  @DisplayName("Flags 0x20 and 0x200 decide whether extra SIDs and resource groups count")
  void flags() throws MalformedTokenException {
    byte[] pac = octets(WINDOWS);
    ByteBuffer.wrap(pac)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(TestPac.offset(pac, 1) + USER_FLAGS, 0);
    assertThat(logonInfo(pac).sids()).hasSize(6).noneMatch(sid -> sid.toString().endsWith("-572"));
  }

  @Test
  @DisplayName("User 0: the first extra SID is the user; without extra SIDs there is none")
  void foreignUser() throws MalformedTokenException {
    byte[] pac = octets(WINDOWS);
    ByteBuffer fields = ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN);
    fields.putInt(TestPac.offset(pac, 1) + USER_ID, 0);
    assertThat(logonInfo(pac).user()).map(Sid::toString).hasValue("S-1-18-1");
    fields.putInt(TestPac.offset(pac, 1) + USER_FLAGS, 0x200);
    assertThat(logonInfo(pac).user()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("MS-PAC section 2.8: the server signature verifies with the service's key alone")
  @MethodSource("idsWithKey")
  void signature(String id) throws MalformedTokenException {
    Pac pac = Pac.parse(octets(id));
    assertThat(pac.signatureProblem(key(id))).isNull();
    KerberosKey other =
        KerberosKey.copyOf(key(id).enctype(), new byte[key(id).enctype().keyLength()]);
    assertThat(pac.signatureProblem(other)).isEqualTo("its signature is wrong");
  }

  @Test
  @DisplayName("Every octet is signed but the signatures' own; buffers 16 and 19 keep their values")
  void everyOctet() {
    byte[] pac = octets(WINDOWS);
    KerberosKey key = key(WINDOWS);
    int server = TestPac.offset(pac, 6) + 4;
    int kdc = TestPac.offset(pac, 7) + 4;
    for (int i = 0; i < pac.length; i++) {
      byte[] changed = pac.clone();
      changed[i] ^= 1;
      boolean ofKdc = i >= kdc && i < kdc + 12;
      assertThat(verifies(changed, key)).as("octet %d", i).isEqualTo(ofKdc);
      assertThat(i >= server && i < server + 12 && ofKdc).isFalse();
    }
  }

  private static boolean verifies(byte[] pac, KerberosKey key) {
    try {
      return Pac.parse(pac).signatureProblem(key) == null;
    } catch (MalformedTokenException e) {
      return false;
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Signatures of every key type, those of RFC 8009 as an MIT KDC makes them too")
  @EnumSource(Enctype.class)
  void everyKeyType(Enctype enctype) throws MalformedTokenException {
    KerberosKey key = KerberosKey.copyOf(enctype, new byte[enctype.keyLength()]);
    byte[] pac = new TestPac().client(Instant.EPOCH, "alice").signed(key);
    assertThat(Pac.parse(pac).signatureProblem(key)).isNull();
    for (Enctype other : Enctype.values()) {
      if (other != enctype) {
        KerberosKey wrong = KerberosKey.copyOf(other, new byte[other.keyLength()]);
        assertThat(Pac.parse(pac).signatureProblem(wrong)).startsWith("its signature is of type");
      }
    }
  }

  @Test
  @DisplayName("CVE-2022-37967: an HMAC-MD5 signature under an AES key is a downgrade")
  void downgrade() throws MalformedTokenException {
    byte[] pac = octets(WINDOWS);
    ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN).putInt(TestPac.offset(pac, 6), -138);
    assertThat(Pac.parse(pac).signatureProblem(key(WINDOWS)))
        .isEqualTo("its signature is of type -138, the key of type aes256-cts-hmac-sha1-96");
  }

  @Test
  @DisplayName("Without a server or a KDC signature, or with a short one, nothing is believed")
  void withoutSignature() throws MalformedTokenException {
    KerberosKey key = key(WINDOWS);
    byte[] server = TestPac.little(16).putInt(16).array();
    assertThat(Pac.parse(new TestPac().with(7, server).build()).signatureProblem(key))
        .isEqualTo("it has no server signature");
    assertThat(Pac.parse(new TestPac().with(6, server).build()).signatureProblem(key))
        .isEqualTo("it has no KDC signature");
    assertThat(Pac.parse(new TestPac().unsigned(16, 11).build()).signatureProblem(key))
        .isEqualTo("its signature is too short");
    byte[] empty = new TestPac().with(6, new byte[3]).with(7, server).build();
    assertThatThrownBy(() -> Pac.parse(empty).signatureProblem(key))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("An RODC's number behind the signature is signed, and no part of it")
  void rodc() throws MalformedTokenException {
    KerberosKey key = key(WINDOWS);
    byte[] server = TestPac.little(18).putInt(16).putShort(16, (short) 0x1234).array();
    byte[] pac = new TestPac().with(6, server).with(7, server).build();
    System.arraycopy(key.checksum(17, pac), 0, pac, TestPac.offset(pac, 6) + 4, 12);
    assertThat(Pac.parse(pac).signatureProblem(key)).isNull();
    pac[TestPac.offset(pac, 7) + 17] ^= 1;
    assertThat(Pac.parse(pac).signatureProblem(key)).isEqualTo("its signature is wrong");
  }

  @Test
  @DisplayName(
      "PAC_CLIENT_INFO: time to the second and name; S4U2self of another realm adds the realm")
  void clientInfo() throws MalformedTokenException {
    ClientInfo info = Pac.parse(octets(WINDOWS)).clientInfo();
    assertThat(info).isNotNull();
    Instant time = Instant.parse("2022-11-23T16:01:59Z");
    List<String> name = List.of("administrator");
    assertThat(info.isOf(time, name, "W2022-L7.BASE")).isTrue();
    assertThat(info.isOf(time.plusSeconds(1), name, "W2022-L7.BASE")).isFalse();
    assertThat(info.isOf(time, List.of("alice"), "W2022-L7.BASE")).isFalse();
    ClientInfo withRealm = Pac.parse(octets("s4u_pac_xrealm")).clientInfo();
    assertThat(withRealm).isNotNull();
    String realm = withRealm.name().substring(withRealm.name().indexOf('@') + 1);
    assertThat(withRealm.isOf(withRealm.authTime(), List.of("w2k8u"), realm)).isTrue();
    assertThat(withRealm.isOf(withRealm.authTime(), List.of("w2k8u"), "OTHER")).isFalse();
  }

  @Test
  @DisplayName("gokrb5 #545: the minimal PAC of MIT 1.20 has no logon information, and is a PAC")
  void minimal() throws MalformedTokenException {
    KerberosKey key = key(WINDOWS);
    byte[] attributes = TestPac.little(8).putInt(2).putInt(1).array();
    byte[] pac = new TestPac().client(Instant.EPOCH, "alice").with(17, attributes).signed(key);
    Pac parsed = Pac.parse(pac);
    assertThat(parsed.logonInfo()).isNull();
    assertThat(parsed.attributes()).isEqualTo(1);
    assertThat(parsed.signatureProblem(key)).isNull();
  }

  @Test
  @DisplayName("Of several buffers of one type the first counts; unknown types are passed over")
  void order() throws MalformedTokenException {
    byte[] pac =
        new TestPac()
            .with(99, new byte[3])
            .client(Instant.EPOCH, "alice")
            .client(Instant.EPOCH, "mallory")
            .build();
    assertThat(Pac.parse(pac).clientInfo()).extracting(ClientInfo::name).isEqualTo("alice");
  }

  @Test
  @DisplayName("Buffers that overlap, lie outside, or not at a multiple of eight are malformed")
  void places() {
    byte[] good = new TestPac().client(Instant.EPOCH, "alice").unsigned(16, 12).build();
    int second = 8 + 16;
    for (long offset : new long[] {56, 48, 0, 57, good.length, 1L << 32, Long.MAX_VALUE - 7, -8}) {
      byte[] pac = good.clone();
      ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN).putLong(second + 8, offset);
      assertThatThrownBy(() -> Pac.parse(pac))
          .as("offset %d", offset)
          .isInstanceOf(MalformedTokenException.class);
    }
    for (int count : new int[] {65, 1 << 28, -1, Integer.MIN_VALUE}) {
      byte[] pac = good.clone();
      ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN).putInt(0, count);
      assertThatThrownBy(() -> Pac.parse(pac)).isInstanceOf(MalformedTokenException.class);
    }
    assertThatThrownBy(() -> Pac.parse(new byte[7])).isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("Every beginning of a logon information is malformed: no count outruns its buffer")
  void truncated() {
    byte[] info = TestPac.content(octets(WINDOWS), 1);
    for (int length = 0; length < info.length; length++) {
      byte[] pac = new TestPac().with(1, java.util.Arrays.copyOf(info, length)).build();
      assertThatThrownBy(() -> Pac.parse(pac)).isInstanceOf(MalformedTokenException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Random changes to a PAC are a PAC or the one checked exception")
  @MethodSource("ids")
  void mutations(String id) {
    byte[] good = octets(id);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = good.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        LogonInfo info = Pac.parse(changed).logonInfo();
        if (info != null) {
          assertThat(info.sids().size()).isLessThan(changed.length / 8);
        }
      } catch (MalformedTokenException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 4_999);
  }
}
