package dev.parley.negotiate.spnego;

import static dev.parley.negotiate.spnego.MechType.KERBEROS;
import static dev.parley.negotiate.spnego.MechType.KERBEROS_LEGACY;
import static dev.parley.negotiate.spnego.MechType.NEGOEX;
import static dev.parley.negotiate.spnego.MechType.NTLMSSP;
import static dev.parley.negotiate.spnego.MechType.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.testing.FakeMechanism;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The acceptor of SPNEGO")
class SpnegoNegotiationTest {
  private static final Peer PEER = new Peer("192.0.2.1", "www.fake.test", List.of());

  private FakeMechanism kerberos = FakeMechanism.kerberos();
  private FakeMechanism ntlm = FakeMechanism.ntlm();
  private SpnegoNegotiation negotiation = new SpnegoNegotiation(List.of(kerberos, ntlm));

  private void mechanisms(FakeMechanism first, FakeMechanism second) {
    kerberos = first;
    ntlm = second;
    negotiation = new SpnegoNegotiation(List.of(first, second));
  }

  @AfterEach
  void nothingIsLeftOpen() {
    negotiation.close();
    kerberos.contexts.forEach(FakeMechanism.Context::close);
    ntlm.contexts.forEach(FakeMechanism.Context::close);
    assertThat(kerberos.open() + ntlm.open()).isZero();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] init(String token, MechType... types) {
    byte[] octets = token.isEmpty() ? null : ascii(token);
    return new NegTokenInit(MechTypeList.of(List.of(types)), octets, null).encode();
  }

  private static byte[] list(MechType... types) {
    return MechTypeList.of(List.of(types)).der();
  }

  private static byte[] response(String token, byte[] mic) {
    return new NegTokenResp(null, null, token.isEmpty() ? null : ascii(token), mic).encode();
  }

  private Step accept(byte[] token) {
    return negotiation.accept(token, PEER);
  }

  private static NegTokenResp read(byte[] token) {
    try {
      return NegTokenResp.parse(token);
    } catch (MalformedTokenException e) {
      throw new AssertionError(e);
    }
  }

  private static NegTokenResp next(Step step) {
    assertThat(step).isInstanceOf(Step.Continue.class);
    return read(((Step.Continue) step).token());
  }

  private static NegTokenResp done(Step step, String client) {
    assertThat(step).isInstanceOf(Step.Established.class);
    Step.Established established = (Step.Established) step;
    assertThat(established.context().identity().name()).isEqualTo(client);
    return read(established.token());
  }

  private static Step.Refused refused(Step step, Reason reason) {
    assertThat(step).isInstanceOf(Step.Refused.class);
    Step.Refused refused = (Step.Refused) step;
    assertThat(refused.reason()).isEqualTo(reason);
    return refused;
  }

  @Nested
  @DisplayName("RFC 4178 section 4.2.1: the token that comes along")
  class Optimistic {
    @Test
    @DisplayName(
        "is used when its mechanism is chosen; the last token goes out with the completion")
    void used() {
      NegTokenResp answer = done(accept(init("ap-req alice", KERBEROS, NTLMSSP)), "alice");
      assertThat(answer.negState()).isEqualTo(NegState.ACCEPT_COMPLETED);
      assertThat(answer.supportedMech()).isEqualTo(KERBEROS);
      assertThat(answer.responseToken()).isEqualTo(ascii("reply"));
      assertThat(answer.mechListMic()).isNull();
      assertThat(negotiation.mechanism()).isEqualTo("Kerberos");
      assertThat(negotiation.spnego()).isTrue();
      assertThat(negotiation.legs()).isEqualTo(1);
    }

    @Test
    @DisplayName("MS-SPNG: the answer names the Kerberos identifier that the client lists first")
    void legacyIdentifier() {
      byte[] token = init("ap-req alice", KERBEROS_LEGACY, KERBEROS, NEGOEX, NTLMSSP);
      assertThat(done(accept(token), "alice").supportedMech()).isEqualTo(KERBEROS_LEGACY);
    }

    @Test
    @DisplayName("the legacy identifier alone is Kerberos too, where Jetty and Tomcat refuse it")
    void legacyIdentifierAlone() {
      NegTokenResp answer = done(accept(init("ap-req alice", KERBEROS_LEGACY)), "alice");
      assertThat(answer.supportedMech()).isEqualTo(KERBEROS_LEGACY);
    }

    @Test
    @DisplayName("may be missing: the answer names the mechanism and asks for no mechListMIC")
    void missing() {
      NegTokenResp answer = next(accept(init("", KERBEROS, NTLMSSP)));
      assertThat(answer.negState()).isEqualTo(NegState.ACCEPT_INCOMPLETE);
      assertThat(answer.supportedMech()).isEqualTo(KERBEROS);
      assertThat(answer.responseToken()).isNull();
      NegTokenResp last = done(accept(response("ap-req alice", null)), "alice");
      assertThat(last.supportedMech()).isNull();
      assertThat(last.responseToken()).isEqualTo(ascii("reply"));
    }

    @Test
    @DisplayName("without mutual authentication the completion still goes out")
    void withoutMutual() {
      mechanisms(FakeMechanism.kerberosWithoutMutual(), FakeMechanism.ntlm());
      NegTokenResp answer = done(accept(init("ap-req alice", KERBEROS)), "alice");
      assertThat(answer.negState()).isEqualTo(NegState.ACCEPT_COMPLETED);
      assertThat(answer.responseToken()).isNull();
    }
  }

  @Nested
  @DisplayName("RFC 4178 section 5: a choice that is not the client's first")
  class NotTheFirst {
    @Test
    @DisplayName("NTLM first, Kerberos listed: its token is passed over, Kerberos comes second")
    void ntlmFirst() {
      NegTokenResp answer = next(accept(init("NTLMSSP alice", NTLMSSP, KERBEROS)));
      assertThat(answer.negState()).isEqualTo(NegState.REQUEST_MIC);
      assertThat(answer.supportedMech()).isEqualTo(KERBEROS);
      assertThat(answer.responseToken()).isNull();
      assertThat(ntlm.acceptors).isZero();

      // even number of tokens: ours and our mechListMIC, then the client's
      byte[] list = list(NTLMSSP, KERBEROS);
      NegTokenResp second = next(accept(response("ap-req alice", null)));
      assertThat(second.negState()).isEqualTo(NegState.ACCEPT_INCOMPLETE);
      assertThat(second.responseToken()).isEqualTo(ascii("reply"));
      assertThat(second.mechListMic()).isEqualTo(FakeMechanism.serverMic(list));
      Step last = accept(response("", FakeMechanism.clientMic(list)));
      assertThat(last).isInstanceOf(Step.Established.class);
      assertThat(((Step.Established) last).token()).isNull();
      assertThat(negotiation.legs()).isEqualTo(3);
    }

    @Test
    @DisplayName("NegoEx first is passed over in the same way")
    void negoExFirst() {
      NegTokenResp answer = next(accept(init("negoex", NEGOEX, NTLMSSP)));
      assertThat(answer.negState()).isEqualTo(NegState.REQUEST_MIC);
      assertThat(answer.supportedMech()).isEqualTo(NTLMSSP);
    }

    @Test
    @DisplayName("odd number of tokens: the client's mechListMIC comes with its last token")
    void odd() {
      byte[] list = list(OTHER_FIRST);
      next(accept(init("negoex", OTHER_FIRST)));
      assertThat(next(accept(response("negotiate alice", null))).negState())
          .isEqualTo(NegState.ACCEPT_INCOMPLETE);
      NegTokenResp last =
          done(accept(response("auth alice", FakeMechanism.clientMic(list))), "alice");
      assertThat(last.negState()).isEqualTo(NegState.ACCEPT_COMPLETED);
      assertThat(last.mechListMic()).isEqualTo(FakeMechanism.serverMic(list));
    }

    @Test
    @DisplayName("CVE-2019-1040 class: without the client's mechListMIC it is refused")
    void missingMic() {
      next(accept(init("negoex", OTHER_FIRST)));
      next(accept(response("negotiate alice", null)));
      Step.Refused refused = refused(accept(response("auth alice", null)), Reason.MECH_LIST_MIC);
      assertThat(refused.detail()).isEqualTo("it is missing");
      assertThat(refused.account()).isEqualTo("alice@FAKE");
      assertThat(read(refused.token()).negState()).isEqualTo(NegState.REJECT);
      assertThat(ntlm.contexts.get(0).closed).isTrue();
    }

    @Test
    @DisplayName("a missing mechListMIC after ours is refused")
    void missingMicAfterOurs() {
      next(accept(init("ntlmssp alice", NTLMSSP, KERBEROS)));
      next(accept(response("ap-req alice", null)));
      refused(accept(response("", null)), Reason.MECH_LIST_MIC);
      assertThat(kerberos.contexts.get(0).closed).isTrue();
    }

    @Test
    @DisplayName("a mechListMIC over another list is refused: somebody took Kerberos out")
    void changedList() {
      byte[] sent = list(KERBEROS, NTLMSSP);
      next(accept(init("negotiate alice", NTLMSSP)));
      Step step = accept(response("auth alice", FakeMechanism.clientMic(sent)));
      assertThat(refused(step, Reason.MECH_LIST_MIC).status())
          .isEqualTo(SecurityStatus.SEC_E_MESSAGE_ALTERED);
    }

    @Test
    @DisplayName("a mechanism without integrity has no mechListMIC")
    void noIntegrity() {
      mechanisms(FakeMechanism.kerberos(), FakeMechanism.ntlmWithoutIntegrity());
      next(accept(init("negoex", OTHER_FIRST)));
      next(accept(response("negotiate alice", null)));
      assertThat(done(accept(response("auth alice", null)), "alice").mechListMic()).isNull();
    }

    private static final MechType[] OTHER_FIRST = {NEGOEX, NTLMSSP};
  }

  @Nested
  @DisplayName("NTLM alone in the list")
  class NtlmOnly {
    @Test
    @DisplayName("leads to the legs of NTLM")
    void legs() {
      NegTokenResp first = next(accept(init("negotiate alice", NTLMSSP)));
      assertThat(first.negState()).isEqualTo(NegState.ACCEPT_INCOMPLETE);
      assertThat(first.supportedMech()).isEqualTo(NTLMSSP);
      assertThat(first.responseToken()).isEqualTo(ascii("challenge 1"));
      NegTokenResp last = done(accept(response("auth alice", null)), "alice");
      assertThat(last.supportedMech()).isNull();
      assertThat(last.mechListMic()).isNull();
    }

    @Test
    @DisplayName("a mechListMIC that Windows sends unasked is verified and answered")
    void unaskedMic() {
      next(accept(init("negotiate alice", NTLMSSP)));
      byte[] mic = FakeMechanism.clientMic(list(NTLMSSP));
      assertThat(done(accept(response("auth alice", mic)), "alice").mechListMic())
          .isEqualTo(FakeMechanism.serverMic(list(NTLMSSP)));
    }

    @Test
    @DisplayName("Windows 2000 writes the token into the mechListMIC too: that is none")
    void copiedToken() {
      next(accept(init("negotiate alice", NTLMSSP)));
      Step step = accept(response("auth alice", ascii("auth alice")));
      assertThat(done(step, "alice").mechListMic()).isNull();
    }

    @Test
    @DisplayName("is refused with a reject token where only Kerberos is on")
    void notOffered() {
      negotiation = new SpnegoNegotiation(List.of(kerberos));
      Step.Refused refused = refused(accept(init("x", NTLMSSP)), Reason.NTLM_NOT_OFFERED);
      assertThat(refused.detail()).isEqualTo("the client lists [NTLMSSP]");
      assertThat(refused.token()).isEqualTo(TokensTest.vector("resp_reject"));
    }
  }

  @Nested
  @DisplayName("MS-N2HT: bare tokens")
  class Bare {
    private final byte[] type1 = ascii("NTLMSSP\0\1\0\0\0 alice");
    private final byte[] type3 = ascii("NTLMSSP\0\3\0\0\0 alice");

    @Test
    @DisplayName("NTLM is answered bare")
    void bareNtlm() {
      Step first = accept(type1);
      assertThat(((Step.Continue) first).token()).isEqualTo(ascii("challenge 1"));
      Step last = accept(type3);
      assertThat(((Step.Established) last).token()).isNull();
      assertThat(negotiation.spnego()).isFalse();
      assertThat(negotiation.mechanism()).isEqualTo("NTLM");
    }

    @Test
    @DisplayName("Kerberos is answered bare, as Python and Perl send it")
    void bareKerberos() {
      byte[] frame = HexFormat.of().parseHex("601106092a864886f712010202");
      byte[] token = new byte[19];
      System.arraycopy(frame, 0, token, 0, 13);
      System.arraycopy(ascii(" alice"), 0, token, 13, 6);
      Step step = accept(token);
      assertThat(((Step.Established) step).token()).isEqualTo(ascii("reply"));
      assertThat(((Step.Established) step).context().identity().name()).isEqualTo("alice");
    }

    @Test
    @DisplayName("NTLM where only Kerberos is on: refused by that name, without a token")
    void ntlmNotOffered() {
      negotiation = new SpnegoNegotiation(List.of(kerberos));
      assertThat(refused(accept(type1), Reason.NTLM_NOT_OFFERED).token()).isNull();
    }

    @Test
    @DisplayName("Kerberos where only NTLM is on is refused")
    void kerberosNotOffered() {
      negotiation = new SpnegoNegotiation(List.of(ntlm));
      refused(accept(TokensTest.vector("gss_ap_req")), Reason.MECHANISM_NOT_OFFERED);
    }

    @Test
    @DisplayName("a later message without its first is refused")
    void laterFirst() {
      refused(accept(type3), Reason.NO_NEGOTIATION);
    }
  }

  @Test
  @DisplayName("a refusal of the mechanism goes out as reject with the mechanism's error token")
  void rejected() {
    Step.Refused refused =
        refused(accept(init("ap-req mallory", KERBEROS)), Reason.TICKET_INTEGRITY);
    assertThat(refused.detail()).isEqualTo("kvno 3, keytab has 2");
    assertThat(refused.account()).isEqualTo("mallory");
    NegTokenResp answer = read(refused.token());
    assertThat(answer.negState()).isEqualTo(NegState.REJECT);
    assertThat(answer.responseToken()).isEqualTo(ascii("error"));
  }

  @Test
  @DisplayName("a list without any of ours is refused with a reject token, never by an exception")
  void nothingInCommon() {
    Step.Refused refused = refused(accept(init("x", NEGOEX)), Reason.MECHANISM_NOT_OFFERED);
    assertThat(read(refused.token()).negState()).isEqualTo(NegState.REJECT);
  }

  @Test
  @DisplayName("a NegTokenResp without a negotiation is refused")
  void responseFirst() {
    refused(accept(response("auth alice", null)), Reason.NO_NEGOTIATION);
  }

  @Test
  @DisplayName("a client that ends the negotiation is taken at its word")
  void clientRejects() {
    next(accept(init("", KERBEROS)));
    byte[] reject = new NegTokenResp(NegState.REJECT, null, null, null).encode();
    refused(accept(reject), Reason.MECHANISM_NOT_OFFERED);
  }

  @Test
  @DisplayName("a further leg without a token, or of another form, is malformed")
  void malformedLeg() {
    next(accept(init("", KERBEROS)));
    assertThat(refused(accept(response("", null)), Reason.MALFORMED).status())
        .isEqualTo(SecurityStatus.SEC_E_INVALID_TOKEN);
    refused(accept(ascii("NTLMSSP\0\3\0\0\0")), Reason.MALFORMED);
  }

  @Test
  @DisplayName("which tokens begin anew")
  void begins() {
    assertThat(SpnegoNegotiation.begins(init("", KERBEROS))).isTrue();
    assertThat(SpnegoNegotiation.begins(ascii("NTLMSSP\0\1\0\0\0"))).isTrue();
    assertThat(SpnegoNegotiation.begins(TokensTest.vector("gss_ap_req"))).isTrue();
    assertThat(SpnegoNegotiation.begins(ascii("NTLMSSP\0\3\0\0\0"))).isFalse();
    assertThat(SpnegoNegotiation.begins(response("x", null))).isFalse();
    assertThat(SpnegoNegotiation.begins(new byte[0])).isFalse();
    assertThat(OTHER.isOf("")).isFalse();
  }
}
