package dev.parley.negotiate.kerberos;

import static dev.parley.negotiate.kerberos.TestTicket.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.EncKrbCredPart;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.KrbCred;
import dev.parley.negotiate.kerberos.message.KrbCredInfo;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The JDK's JGSS as the client, RFC 4121")
class JgssInteropTest {
  private static final String SERVICE = "HTTP/web.example.com@EXAMPLE.COM";
  private static final byte[] MESSAGE = "a message to protect".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private TestSite site = new TestSite();
  private Jgss jgss;

  @BeforeEach
  void start() throws Exception {
    now(site);
    jgss = new Jgss(directory, List.of(site.key));
  }

  private static void now(TestSite site) {
    site.now = Instant.ofEpochMilli(System.currentTimeMillis());
  }

  private record Pair(GSSContext client, EstablishedContext server) {}

  private Pair connect(boolean mutual, boolean inOrder) throws Exception {
    return connect(Jgss.client(site.ticket().issue()), SERVICE, mutual, inOrder);
  }

  private Pair connect(Subject subject, String service, boolean mutual, boolean inOrder)
      throws Exception {
    GSSContext client = jgss.initiatorContext(subject, service);
    client.requestMutualAuth(mutual);
    client.requestReplayDet(inOrder); // the JDK asks for sequence detection with either
    client.requestSequenceDet(inOrder);
    client.requestConf(true);
    client.requestInteg(true);
    byte[] token = Jgss.as(subject, () -> client.initSecContext(new byte[0], 0, 0));
    site.now = Instant.ofEpochMilli(System.currentTimeMillis());
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Established.class);
    Step.Established established = (Step.Established) step;
    if (mutual) {
      byte[] reply = established.token();
      Jgss.as(subject, () -> client.initSecContext(reply, 0, reply.length));
    }
    assertThat(client.isEstablished()).isTrue();
    return new Pair(client, established.context());
  }

  private static void refused(ThrowingCallable call, SecurityStatus status) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SecurityStatusException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @ParameterizedTest
  @CsvSource({
    "17,true",
    "17,false",
    "18,true",
    "18,false",
    "19,true",
    "19,false",
    "20,true",
    "20,false"
  })
  @DisplayName("MIC and Wrap tokens both ways, with every type, with and without AP-REP")
  void messages(int enctype, boolean mutual) throws Exception {
    site = new TestSite(Enctype.ofNumber(enctype).orElseThrow());
    now(site);
    Pair pair = connect(mutual, true);
    EstablishedContext server = pair.server();
    for (int round = 0; round < 3; round++) {
      byte[] mic = pair.client().getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(true));
      server.verifySignature(MESSAGE, mic);
      byte[] sealed = pair.client().wrap(MESSAGE, 0, MESSAGE.length, new MessageProp(true));
      assertThat(server.decryptMessage(sealed)).isEqualTo(MESSAGE);
      byte[] ours = server.makeSignature(MESSAGE);
      assertThat(ours).hasSize(server.sizes().maxSignature());
      pair.client()
          .verifyMIC(ours, 0, ours.length, MESSAGE, 0, MESSAGE.length, new MessageProp(true));
      byte[] token = server.encryptMessage(MESSAGE);
      assertThat(token).hasSize(MESSAGE.length + server.sizes().securityTrailer());
      MessageProp found = new MessageProp(false);
      assertThat(pair.client().unwrap(token, 0, token.length, found)).isEqualTo(MESSAGE);
      assertThat(found.getPrivacy()).isTrue();
      assertThat(found.isDuplicateToken() || found.isOldToken() || found.isGapToken()).isFalse();
    }
    assertThat(server.flags().contains(ContextFlag.MUTUAL_AUTH)).isEqualTo(mutual);
  }

  @Test
  @DisplayName("RFC 4178 section 5: the mechListMIC is a MIC token of the context")
  void mechListMic() throws Exception {
    Pair pair = connect(true, true);
    byte[] list = {0x30, 0x00};
    byte[] mic = pair.client().getMIC(list, 0, list.length, new MessageProp(true));
    assertThat(pair.server().verifiesMechListMic(new byte[] {0x30, 0x01}, mic)).isFalse();
    assertThat(pair.server().verifiesMechListMic(list, mic)).isTrue();
    byte[] ours = pair.server().mechListMic(list);
    pair.client().verifyMIC(ours, 0, ours.length, list, 0, list.length, new MessageProp(true));
  }

  @Test
  @DisplayName("RFC 2743 1.2.3: with sequence detection only the next number is taken")
  void sequence() throws Exception {
    Pair pair = connect(true, true);
    List<byte[]> mics = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mics.add(pair.client().getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(true)));
    }
    pair.server().verifySignature(MESSAGE, mics.get(0));
    refused(
        () -> pair.server().verifySignature(MESSAGE, mics.get(0)),
        SecurityStatus.SEC_E_OUT_OF_SEQUENCE);
    refused(
        () -> pair.server().verifySignature(MESSAGE, mics.get(2)),
        SecurityStatus.SEC_E_OUT_OF_SEQUENCE);
    pair.server().verifySignature(MESSAGE, mics.get(1));
    pair.server().verifySignature(MESSAGE, mics.get(2));
  }

  @Test
  @DisplayName("without sequence detection each number is taken once, in any order")
  void replayOnly() throws Exception {
    Pair pair = connect(true, false);
    List<byte[]> mics = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mics.add(pair.client().getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(true)));
    }
    pair.server().verifySignature(MESSAGE, mics.get(2));
    pair.server().verifySignature(MESSAGE, mics.get(0));
    refused(
        () -> pair.server().verifySignature(MESSAGE, mics.get(0)),
        SecurityStatus.SEC_E_OUT_OF_SEQUENCE);
    assertThat(pair.server().flags()).doesNotContain(ContextFlag.SEQUENCE_DETECT);
  }

  @Test
  @DisplayName("every changed bit of a token is found, and a token of ours does not come back")
  void altered() throws Exception {
    Pair pair = connect(true, true);
    byte[] mic = pair.client().getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(true));
    byte[] sealed = pair.client().wrap(MESSAGE, 0, MESSAGE.length, new MessageProp(true));
    for (int bit = 0; bit < mic.length * 8; bit++) {
      byte[] other = mic.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> pair.server().verifySignature(MESSAGE, other))
          .isInstanceOf(SecurityStatusException.class);
    }
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] other = sealed.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> pair.server().decryptMessage(other))
          .isInstanceOf(SecurityStatusException.class);
    }
    byte[] ours = pair.server().makeSignature(MESSAGE);
    refused(() -> pair.server().verifySignature(MESSAGE, ours), SecurityStatus.SEC_E_INVALID_TOKEN);
    byte[] ourSeal = pair.server().encryptMessage(MESSAGE);
    refused(() -> pair.server().decryptMessage(ourSeal), SecurityStatus.SEC_E_INVALID_TOKEN);
    pair.server().verifySignature(MESSAGE, mic);
    assertThat(pair.server().decryptMessage(sealed)).isEqualTo(MESSAGE);
  }

  @Test
  @DisplayName("a message that is only signed is not taken for an encrypted one")
  void unsealed() throws Exception {
    Pair pair = connect(true, true);
    byte[] signed = pair.client().wrap(MESSAGE, 0, MESSAGE.length, new MessageProp(false));
    refused(() -> pair.server().decryptMessage(signed), SecurityStatus.SEC_E_QOP_NOT_SUPPORTED);
  }

  @Test
  @DisplayName("RFC 4121 4.1.1.1: with forwarded credentials JGSS calls another service")
  void delegation() throws Exception {
    TestSite backend = new TestSite();
    now(backend);
    ServiceKey kdc =
        TestSite.key(List.of("krbtgt", TestSite.REALM), TestSite.REALM, 1, TestSite.AES);
    TestTicket.Issued tgt = TestTicket.of(kdc, site.now).issue();
    ServiceKey other =
        TestSite.key(List.of("HTTP", "back.example.com"), TestSite.REALM, 4, TestSite.AES);
    TestTicket.Issued forwarded = TestTicket.of(other, site.now).issue();
    site.delegation = true;
    TestTicket.Issued front = site.ticket().issue();
    byte[] cred = cred(front, List.of(tgt, forwarded));
    Step step = site.accept(front.request(site.now).delegate(cred).token());
    EstablishedContext context = ((Step.Established) step).context();
    assertThat(context.flags()).contains(ContextFlag.DELEGATE);
    Subject subject = context.delegated();
    assertThat(subject.getPrincipals()).extracting("name").containsExactly("alice@EXAMPLE.COM");

    site = backend;
    site.keys = new KeySet(List.of(other));
    Pair pair = connect(subject, "HTTP/back.example.com@EXAMPLE.COM", true, true);
    assertThat(pair.server().nativeName()).isEqualTo("alice@EXAMPLE.COM");

    context.close();
    assertThat(subject.getPrivateCredentials(KerberosTicket.class))
        .allMatch(KerberosTicket::isDestroyed);
    assertThatThrownBy(() -> connect(subject, "HTTP/back.example.com@EXAMPLE.COM", true, true))
        .isInstanceOf(GSSException.class);
  }

  private byte[] cred(TestTicket.Issued front, List<TestTicket.Issued> tickets) {
    List<KrbCredInfo> infos = tickets.stream().map(each -> info(each, each.client())).toList();
    return cred(front, tickets, infos);
  }

  private static KrbCredInfo info(TestTicket.Issued each, PrincipalName client) {
    return new KrbCredInfo(
        EncryptionKey.of(each.sessionKey()),
        each.clientRealm(),
        client,
        EncTicketPart.FORWARDABLE,
        new KrbCredInfo.Times(each.starttime(), each.starttime(), each.endtime(), null),
        each.ticket().realm(),
        each.ticket().sname(),
        List.of());
  }

  private static byte[] cred(
      TestTicket.Issued front, List<TestTicket.Issued> tickets, List<KrbCredInfo> infos) {
    byte[] part = new EncKrbCredPart(infos).encode();
    byte[] cipher = front.sessionKey().encrypt(KeyUsage.KRB_CRED, part, RANDOM);
    EncryptedData data = new EncryptedData(front.sessionKey().enctype().number(), null, cipher);
    return new KrbCred(tickets.stream().map(TestTicket.Issued::ticket).toList(), data).encode();
  }

  @Test
  @DisplayName("forwarded credentials of another client, or broken ones, refuse the logon")
  void wrongDelegation() {
    site.delegation = true;
    TestTicket.Issued front = site.ticket().issue();
    TestTicket.Issued forwarded = site.ticket().issue();
    KrbCredInfo mallory = info(forwarded, new PrincipalName(1, List.of("mallory")));
    byte[] others = cred(front, List.of(forwarded), List.of(mallory));
    Step.Refused refused =
        (Step.Refused) site.accept(front.request(site.now).delegate(others).token());
    assertThat(refused.reason()).isEqualTo(Reason.AUTHENTICATOR_INTEGRITY);
    byte[] tooFew = cred(front, List.of(forwarded, forwarded), List.of(mallory));
    refused = (Step.Refused) site.accept(front.request(site.now).delegate(tooFew).token());
    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
    byte[] rubbish = {1, 2, 3};
    refused = (Step.Refused) site.accept(front.request(site.now).delegate(rubbish).token());
    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  @DisplayName("forwarded credentials are not read unless switched on")
  void noDelegation() {
    byte[] token =
        site.request().gssFlags(GssChecksum.INTEG).delegate(new byte[] {1, 2, 3}).token();
    EstablishedContext context = ((Step.Established) site.accept(token)).context();
    assertThat(context.delegated()).isNull();
    assertThat(context.flags()).doesNotContain(ContextFlag.DELEGATE);
  }
}
