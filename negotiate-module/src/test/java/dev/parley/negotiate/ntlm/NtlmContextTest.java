package dev.parley.negotiate.ntlm;

import static dev.parley.negotiate.ntlm.NtlmTestSite.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.ntlm.calculation.MessageStream;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.Sizes;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MS-NLMP section 3.4: messages of an established context")
class NtlmContextTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LIST = "list".getBytes(StandardCharsets.US_ASCII);
  private static final int SEAL_ONLY = TestNtlmClient.PROTECTING_FLAGS & ~NegotiateFlag.SIGN.bit();
  private static final int SIGN_ONLY = TestNtlmClient.PROTECTING_FLAGS & ~NegotiateFlag.SEAL.bit();

  private final NtlmTestSite site = new NtlmTestSite();

  private EstablishedContext logOn(TestNtlmClient client) {
    return NtlmMechanismTest.established(site.logOn(client));
  }

  private static void assertStatus(SecurityStatus status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SecurityStatusException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @Test
  @DisplayName("Both directions sign and seal; the keys are those of the client")
  void protects() throws Exception {
    TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
    EstablishedContext context = logOn(client);
    MessageStream toServer = client.toServer();
    MessageStream fromServer = client.fromServer();
    context.verifySignature(HELLO, toServer.sign(HELLO));
    assertThat(context.decryptMessage(toServer.seal(HELLO))).isEqualTo(HELLO);
    fromServer.verify(HELLO, context.makeSignature(HELLO));
    assertThat(fromServer.unseal(context.encryptMessage(HELLO))).isEqualTo(HELLO);
    byte[] token = toServer.seal(HELLO);
    token[20] ^= 1;
    assertStatus(SecurityStatus.SEC_E_MESSAGE_ALTERED, () -> context.decryptMessage(token));
    assertThat(context.flags())
        .containsExactlyInAnyOrder(
            ContextFlag.INTEGRITY,
            ContextFlag.REPLAY_DETECT,
            ContextFlag.SEQUENCE_DETECT,
            ContextFlag.CONFIDENTIALITY);
    assertThat(context.sizes()).isEqualTo(new Sizes(2888, 16, 1, 16));
    assertThat(context.expiresMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(context.delegated()).isNull();
  }

  @Test
  @DisplayName("RFC 4178 section 5: the mechListMIC in both directions, then messages")
  void mechListMic() throws Exception {
    TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
    EstablishedContext context = logOn(client);
    MessageStream toServer = client.toServer();
    MessageStream fromServer = client.fromServer();
    assertThat(context.hasIntegrity()).isTrue();
    byte[] mic = toServer.signMechList(LIST);
    assertThat(context.verifiesMechListMic(HELLO, mic)).isFalse();
    assertThat(context.verifiesMechListMic(LIST, new byte[3])).isFalse();
    assertThat(context.verifiesMechListMic(LIST, mic)).isTrue();
    fromServer.verifyMechList(LIST, context.mechListMic(LIST));
    context.verifySignature(HELLO, toServer.sign(HELLO));
    assertThat(fromServer.unseal(context.encryptMessage(HELLO))).isEqualTo(HELLO);
  }

  @Test
  @DisplayName("Signing without sealing: encryption is unsupported")
  void signOnly() throws Exception {
    TestNtlmClient client = alice().asking(SIGN_ONLY);
    EstablishedContext context = logOn(client);
    client.fromServer().verify(HELLO, context.makeSignature(HELLO));
    assertStatus(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, () -> context.encryptMessage(HELLO));
    assertStatus(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, () -> context.decryptMessage(HELLO));
    assertThat(context.sizes()).isEqualTo(new Sizes(2888, 16, 1, 0));
    assertThat(context.flags()).doesNotContain(ContextFlag.CONFIDENTIALITY);
  }

  @Test
  @DisplayName("Sealing includes signing")
  void sealOnly() throws Exception {
    TestNtlmClient client = alice().asking(SEAL_ONLY);
    EstablishedContext context = logOn(client);
    assertThat(context.decryptMessage(client.toServer().seal(HELLO))).isEqualTo(HELLO);
    client.fromServer().verify(HELLO, context.makeSignature(HELLO));
  }

  @Test
  @DisplayName("Without signing every call on messages is unsupported")
  void unprotected() {
    EstablishedContext context = logOn(alice());
    assertThat(context.hasIntegrity()).isFalse();
    assertStatus(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, () -> context.makeSignature(HELLO));
    assertStatus(
        SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, () -> context.verifySignature(HELLO, HELLO));
    assertStatus(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, () -> context.encryptMessage(HELLO));
    assertThat(context.verifiesMechListMic(LIST, new byte[16])).isFalse();
    assertThatThrownBy(() -> context.mechListMic(LIST)).isInstanceOf(IllegalStateException.class);
    assertThat(context.sizes()).isEqualTo(new Sizes(2888, 0, 1, 0));
  }

  @Test
  @DisplayName("A client that drops extended session security at the end signs nothing")
  void droppedSessionSecurity() {
    EstablishedContext context =
        logOn(
            alice()
                .asking(TestNtlmClient.PROTECTING_FLAGS)
                .dropping(NegotiateFlag.EXTENDED_SESSIONSECURITY.bit()));
    assertThat(context.hasIntegrity()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"e2088237, RC4-128", "c2088237, RC4-56", "42088237, RC4-40"})
  @DisplayName("3.4.5.3: keys of 128, 56 and 40 bits")
  void keyLengths(String flags, String info) throws Exception {
    TestNtlmClient client = alice().asking(Integer.parseUnsignedInt(flags, 16));
    EstablishedContext context = logOn(client);
    assertThat(context.keyInfo()).isEqualTo(info);
    assertThat(context.decryptMessage(client.toServer().seal(HELLO))).isEqualTo(HELLO);
  }

  @Test
  @DisplayName("IDENTIFY is told")
  void identify() {
    assertThat(logOn(alice().asking(TestNtlmClient.BROWSER_FLAGS | 0x0010_0000)).flags())
        .containsExactly(ContextFlag.IDENTIFY);
  }

  @Test
  @DisplayName("Closed, a context protects no message any more, also when it was used before")
  void closed() throws Exception {
    EstablishedContext unused = logOn(alice().asking(TestNtlmClient.PROTECTING_FLAGS));
    EstablishedContext used = logOn(alice().asking(TestNtlmClient.PROTECTING_FLAGS));
    used.encryptMessage(HELLO);
    TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
    EstablishedContext both = logOn(client);
    both.verifySignature(HELLO, client.toServer().sign(HELLO));
    for (EstablishedContext each : new EstablishedContext[] {unused, used, both}) {
      each.close();
      each.close();
      assertStatus(SecurityStatus.SEC_E_CONTEXT_EXPIRED, () -> each.makeSignature(HELLO));
      assertStatus(SecurityStatus.SEC_E_CONTEXT_EXPIRED, () -> each.verifySignature(HELLO, HELLO));
    }
  }
}
