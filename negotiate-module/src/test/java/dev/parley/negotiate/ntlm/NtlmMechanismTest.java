package dev.parley.negotiate.ntlm;

import static dev.parley.negotiate.ntlm.NtlmTestSite.PEER;
import static dev.parley.negotiate.ntlm.NtlmTestSite.alice;
import static dev.parley.negotiate.ntlm.TestNtlmClient.concat;
import static dev.parley.negotiate.ntlm.TestNtlmClient.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.ntlm.TestNtlmClient.Answer;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MS-NLMP section 3.2: the server")
class NtlmMechanismTest {
  private static final byte[] OURS = filled(7);
  private static final byte[] OTHERS = filled(9);
  private static final Peer TLS =
      new Peer("192.0.2.1", "web.example.org", List.of(filled(5), OURS));

  private final NtlmTestSite site = new NtlmTestSite();

  private static byte[] filled(int value) {
    byte[] octets = new byte[16];
    Arrays.fill(octets, (byte) value);
    return octets;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  static EstablishedContext established(Step step) {
    assertThat(step).isInstanceOf(Step.Established.class);
    Step.Established done = (Step.Established) step;
    assertThat(done.token()).isNull();
    return done.context();
  }

  private static void assertRefused(Step step, Reason reason, SecurityStatus status) {
    assertThat(step)
        .isInstanceOfSatisfying(
            Step.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.token()).isNull();
            });
  }

  private static void assertDenied(Step step, Reason reason) {
    assertRefused(step, reason, SecurityStatus.SEC_E_LOGON_DENIED);
  }

  @Nested
  @DisplayName("A handshake")
  class Handshake {
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 40})
    @DisplayName("of a browser ends with the identity, in two legs")
    void browser(int negotiateLength) {
      EstablishedContext context =
          established(
              site.logOn(
                  alice().negotiateLength(negotiateLength).targetName("HTTP/web.example.org")));
      assertThat(context.identity()).isEqualTo(new Identity("alice", "test", Set.of("staff")));
      assertThat(context.nativeName()).isEqualTo("WEB\\alice");
      assertThat(context.target()).isEqualTo("HTTP/web.example.org");
      assertThat(context.hasIntegrity()).isFalse();
      assertThat(context.bindings()).isEqualTo(BindingState.NOT_CHECKED);
      assertThat(site.throttled)
          .containsExactly(
              "begin WEB\\alice 192.0.2.1",
              "succeeded WEB\\alice 192.0.2.1",
              "close WEB\\alice 192.0.2.1");
      assertThat(site.authority.asked).hasValue(1);
      context.close();
    }

    @Test
    @DisplayName("of a client that knows no MIC (curl) is let in unless a MIC is required")
    void withoutMic() {
      established(site.logOn(alice().withoutMic()));
      site.requireMic = true;
      assertRefused(
          site.logOn(alice().withoutMic()), Reason.NTLM_MIC, SecurityStatus.SEC_E_MESSAGE_ALTERED);
      established(site.logOn(alice()));
    }

    @Test
    @DisplayName("of curl: OEM only, names in the OEM charset")
    void oem() {
      site.authority.with("J\u00fcrgen", "pass");
      TestNtlmClient client =
          new TestNtlmClient("", "J\u00fcrgen", "pass").asking(0x0008_8206).withoutMic();
      EstablishedContext context = established(site.logOn(client));
      assertThat(context.identity().name()).isEqualTo("J\u00fcrgen");
      assertThat(context.nativeName()).isEqualTo("J\u00fcrgen");
    }

    @Test
    @DisplayName("with a user name in other case verifies, as NTOWFv2 takes it in upper case")
    void caseOfTheUser() {
      established(site.logOn(new TestNtlmClient("WEB", "ALICE", "secret words")));
    }

    @Test
    @DisplayName("of a client that computes with an empty domain: the authority is asked once")
    void emptyDomain() {
      established(site.logOn(alice().keyDomain("")));
      assertThat(site.authority.asked).hasValue(1);
      assertDenied(site.logOn(alice().keyDomain("OTHER")), Reason.WRONG_RESPONSE);
    }

    @Test
    @DisplayName("puts to the authority what a domain controller needs")
    void question() {
      established(site.logOn(alice()));
      assertThat(site.authority.question.domain()).isEqualTo("WEB");
      assertThat(site.authority.question.account()).isEqualTo("alice");
      assertThat(site.authority.question.workstation()).isEqualTo("WKSTA");
      assertThat(site.authority.question.responses().serverChallenge()).hasSize(8);
      assertThat(site.authority.question.responses().ntResponse().length).isGreaterThan(48);
      assertThat(site.authority.question.responses().lmResponse()).hasSize(24);
      assertThat(site.authority.question.toString()).isEqualTo("WEB\\alice");
    }

    @Test
    @DisplayName("makes the identity by the table that it was given")
    void identities() {
      site.identities =
          (accepted, domain, account) ->
              new Identity(accepted.identity().name(), domain + "+" + account, accepted.groups());
      assertThat(established(site.logOn(alice())).identity())
          .isEqualTo(new Identity("alice", "WEB+alice", Set.of("S-1-5-32-545")));
    }

    @ParameterizedTest(name = "asked {0}, offered {1}")
    @DisplayName("3.2.5.1.1: the flags of the CHALLENGE")
    @CsvSource({
      "00008201, 00828205", // UNICODE
      "00008202, 00828206", // OEM
      "00008203, 00828205", // both
      "62088235, 628a8235", // signing with key exchange
      "e2088227, e28a8225", // sealing
      "62008235, 22828205", // no extended session security, so no signing
      "40088205, 008a8205", // key exchange without anything to protect
      "ffffffff, e29a8235", // everything
    })
    void flags(String asked, String offered) {
      TestNtlmClient client = alice().asking(Integer.parseUnsignedInt(asked, 16));
      Step step = site.mechanism().newAcceptor().accept(client.negotiate(), PEER);
      int flags =
          ByteBuffer.wrap(((Step.Continue) step).token()).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
      assertThat(String.format("%08x", flags)).isEqualTo(offered);
    }

    @Test
    @DisplayName("has a challenge of its own")
    void challengesDiffer() {
      byte[] one = challenge();
      byte[] other = challenge();
      assertThat(Arrays.copyOfRange(one, 24, 32)).isNotEqualTo(Arrays.copyOfRange(other, 24, 32));
    }

    private byte[] challenge() {
      return ((Step.Continue) site.mechanism().newAcceptor().accept(alice().negotiate(), PEER))
          .token();
    }

    @Test
    @DisplayName("is a mechanism that needs a connection of its own")
    void mechanism() {
      assertThat(site.mechanism().name()).isEqualTo("NTLM");
      assertThat(site.mechanism().needsConnection()).isTrue();
    }
  }

  @Nested
  @DisplayName("Refused is")
  class Refusals {
    @Test
    @DisplayName("a wrong password, which the throttle counts")
    void wrongPassword() {
      Step step = site.logOn(new TestNtlmClient("WEB", "alice", "wrong"));
      assertDenied(step, Reason.WRONG_RESPONSE);
      assertThat(((Step.Refused) step).account()).isEqualTo("WEB\\alice");
      assertThat(site.throttled)
          .containsExactly(
              "begin WEB\\alice 192.0.2.1",
              "failed WEB\\alice 192.0.2.1",
              "close WEB\\alice 192.0.2.1");
    }

    @Test
    @DisplayName("an unknown account")
    void unknown() {
      assertDenied(site.logOn(new TestNtlmClient("", "bob", "x")), Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    @DisplayName("who is locked out; the authority is not asked")
    void lockedOut() {
      site.held = Reason.LOCKED_OUT;
      assertDenied(site.logOn(alice()), Reason.LOCKED_OUT);
      assertThat(site.authority.asked).hasValue(0);
    }

    @Test
    @DisplayName("nobody for good while the authority does not answer")
    void unavailable() {
      site.authority.available = false;
      assertRefused(
          site.logOn(alice()),
          Reason.AUTHORITY_UNAVAILABLE,
          SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
      assertThat(site.throttled)
          .containsExactly("begin WEB\\alice 192.0.2.1", "close WEB\\alice 192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 17, 32})
    @DisplayName("what an authority accepts without a session base key of 16 octets")
    void strangeKey(int length) {
      site.authority.keyLength = length;
      assertRefused(
          site.logOn(alice()),
          Reason.AUTHORITY_UNAVAILABLE,
          SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
    }

    @ParameterizedTest
    @EnumSource(names = {"NTLMV1", "NTLMV1_ESS"})
    @DisplayName("NTLMv1, with the right password too")
    void version1(Answer answer) {
      assertDenied(site.logOn(alice().answering(answer).withoutMic()), Reason.NTLM_VERSION);
      assertThat(site.authority.asked).hasValue(0);
    }

    @Test
    @DisplayName("an anonymous client, unless it is allowed; it has no roles then")
    void anonymous() {
      TestNtlmClient client = alice().answering(Answer.ANONYMOUS).withoutMic();
      assertDenied(site.logOn(client), Reason.NTLM_ANONYMOUS);
      site.allowAnonymous = true;
      Identity identity = established(site.logOn(client)).identity();
      assertThat(identity.name()).isEqualTo("ANONYMOUS LOGON");
      assertThat(identity.roles()).isEmpty();
      site.requireMic = true;
      assertThat(site.logOn(client)).isInstanceOf(Step.Refused.class);
      site.requireMic = false;
      site.bindings = BindingPolicy.REQUIRED;
      assertThat(site.logOn(client, TLS)).isInstanceOf(Step.Refused.class);
    }

    @Test
    @DisplayName("a time too far from the server's")
    void time() {
      long now = FileTime.of(NtlmTestSite.NOW);
      long halfHour = 30L * 60 * 10_000_000;
      established(site.logOn(alice().time(now - halfHour)));
      established(site.logOn(alice().time(now + halfHour)));
      for (long wrong :
          new long[] {
            now - halfHour - 1, now + halfHour + 1, 0, Long.MAX_VALUE, -1, Long.MIN_VALUE
          }) {
        assertRefused(
            site.logOn(alice().time(wrong)), Reason.NTLM_TIME, SecurityStatus.SEC_E_TIME_SKEW);
      }
      assertThat(site.authority.asked).hasValue(2);
    }

    @Test
    @DisplayName("a further token after the end, an AUTHENTICATE at the start, a second NEGOTIATE")
    void outOfOrder() {
      TestNtlmClient client = alice();
      Mechanism mechanism = site.mechanism();
      Mechanism.Acceptor acceptor = mechanism.newAcceptor();
      byte[] challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
      byte[] authenticate = client.authenticate(challenge);
      established(acceptor.accept(authenticate, PEER));
      assertRefused(
          acceptor.accept(authenticate, PEER),
          Reason.NO_NEGOTIATION,
          SecurityStatus.SEC_E_INVALID_TOKEN);
      assertRefused(
          mechanism.newAcceptor().accept(authenticate, PEER),
          Reason.NO_NEGOTIATION,
          SecurityStatus.SEC_E_INVALID_TOKEN);
      Mechanism.Acceptor twice = mechanism.newAcceptor();
      twice.accept(client.negotiate(), PEER);
      assertRefused(
          twice.accept(client.negotiate(), PEER),
          Reason.MALFORMED,
          SecurityStatus.SEC_E_INVALID_TOKEN);
      Mechanism.Acceptor closed = mechanism.newAcceptor();
      closed.accept(client.negotiate(), PEER);
      closed.close();
      assertThat(closed.accept(authenticate, PEER)).isInstanceOf(Step.Refused.class);
    }

    @Test
    @DisplayName("a session key that is announced and missing")
    void noSessionKey() {
      TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
      Mechanism.Acceptor acceptor = site.mechanism().newAcceptor();
      byte[] challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
      byte[] message = client.authenticate(challenge);
      message[52] = 8;
      assertRefused(
          acceptor.accept(message, PEER), Reason.MALFORMED, SecurityStatus.SEC_E_INVALID_TOKEN);
    }

    @Test
    @DisplayName("every cut or changed message, with a step and never an exception")
    void mutations() {
      Random random = new Random(20261121);
      Mechanism mechanism = site.mechanism();
      int established = 0;
      for (int i = 0; i < 3000; i++) {
        TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
        Mechanism.Acceptor acceptor = mechanism.newAcceptor();
        byte[] challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
        byte[] message = client.authenticate(challenge);
        byte[] changed =
            random.nextInt(4) == 0
                ? Arrays.copyOf(message, random.nextInt(message.length))
                : message.clone();
        if (changed.length == message.length) {
          int at = random.nextInt(message.length);
          changed[at] ^= (byte) (1 + random.nextInt(255));
        }
        if (acceptor.accept(changed, PEER) instanceof Step.Established) {
          established++;
        }
      }
      assertThat(established).as("the MIC covers every octet").isZero();
    }
  }

  @Nested
  @DisplayName("Attacks")
  class Attacks {
    @ParameterizedTest
    @ValueSource(ints = {64, 72, 88})
    @DisplayName("CVE-2019-1040 (drop the MIC): a response that says there is one needs it")
    void droppedMic(int header) {
      assertRefused(
          site.logOn(alice().droppingMic(header)),
          Reason.NTLM_MIC,
          SecurityStatus.SEC_E_MESSAGE_ALTERED);
    }

    @Test
    @DisplayName("CVE-2019-1040: flags that are cleared on the way break the MIC")
    void clearedFlags() {
      TestNtlmClient client = alice().asking(TestNtlmClient.PROTECTING_FLAGS);
      Mechanism.Acceptor acceptor = site.mechanism().newAcceptor();
      byte[] challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
      byte[] message = client.authenticate(challenge);
      message[60] &= (byte) ~(NegotiateFlag.SIGN.bit() | NegotiateFlag.SEAL.bit());
      assertThat(acceptor.accept(message, PEER)).isInstanceOf(Step.Refused.class);
      assertThat(site.throttled).contains("failed WEB\\alice 192.0.2.1");
    }

    @Test
    @DisplayName("CVE-2019-1040: a changed NEGOTIATE or CHALLENGE breaks the MIC")
    void changedFirstMessages() {
      TestNtlmClient client = alice();
      Mechanism.Acceptor acceptor = site.mechanism().newAcceptor();
      byte[] negotiate = client.negotiate();
      negotiate[33] = 9;
      byte[] challenge = ((Step.Continue) acceptor.accept(negotiate, PEER)).token();
      assertRefused(
          acceptor.accept(client.authenticate(challenge), PEER),
          Reason.NTLM_MIC,
          SecurityStatus.SEC_E_MESSAGE_ALTERED);
      acceptor = site.mechanism().newAcceptor();
      challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
      challenge[48] ^= 1;
      assertRefused(
          acceptor.accept(client.authenticate(challenge), PEER),
          Reason.NTLM_MIC,
          SecurityStatus.SEC_E_MESSAGE_ALTERED);
    }

    @Test
    @DisplayName("CVE-2019-1166 (drop the MIC 2): MsvAvFlags slipped into the CHALLENGE")
    void slippedInFlags() {
      assertRefused(
          site.logOn(alice().withoutMic().targetInfo(info -> concat(pair(6, new byte[4]), info))),
          Reason.NTLM_MIC,
          SecurityStatus.SEC_E_MESSAGE_ALTERED);
      assertRefused(
          site.logOn(alice().targetInfo(info -> concat(pair(6, new byte[4]), info))),
          Reason.MALFORMED,
          SecurityStatus.SEC_E_INVALID_TOKEN);
      assertRefused(
          site.logOn(alice().withoutMic().avFlags(4)),
          Reason.NTLM_MIC,
          SecurityStatus.SEC_E_MESSAGE_ALTERED);
    }

    @Test
    @DisplayName("CVE-2019-1166: channel bindings slipped into the CHALLENGE")
    void slippedInBindings() {
      site.bindings = BindingPolicy.REQUIRED;
      assertThat(
              site.logOn(
                  alice().bindings(OTHERS).targetInfo(info -> concat(pair(10, OURS), info)), TLS))
          .isInstanceOf(Step.Refused.class);
    }

    @Test
    @DisplayName("CVE-2019-1019: a response to the challenge of another server, by its names")
    void namesOfAnother() {
      for (byte[] names :
          new byte[][] {
            pair(1, utf16("VICTIM")),
            concat(pair(1, utf16("WEB")), pair(4, utf16("example.org"))),
            new byte[0],
          }) {
        assertDenied(
            site.logOn(alice().targetInfo(info -> concat(names, pair(2, utf16("WEB"))))),
            Reason.NTLM_TARGET_INFO);
      }
      assertThat(site.authority.asked).hasValue(0);
    }

    @Test
    @DisplayName("CVE-2019-1019: the server's own time is part of what comes back")
    void timeOfAnother() {
      assertDenied(
          site.logOn(
              alice()
                  .targetInfo(
                      info -> {
                        byte[] changed = info.clone();
                        changed[changed.length - 1] ^= 1;
                        return changed;
                      })),
          Reason.NTLM_TARGET_INFO);
    }

    @Test
    @DisplayName("CVE-2019-1338: LMv2 alone, without AV pairs, is refused; beside NTLMv2 ignored")
    void lmv2() {
      assertDenied(
          site.logOn(alice().answering(Answer.LMV2_ONLY).withoutMic()), Reason.NTLM_VERSION);
      assertThat(site.authority.asked).hasValue(0);
      established(site.logOn(alice()));
    }

    @Test
    @DisplayName("Reflection and replay: the response to one challenge serves no other")
    void replay() {
      TestNtlmClient client = alice();
      Mechanism mechanism = site.mechanism();
      Mechanism.Acceptor first = mechanism.newAcceptor();
      byte[] challenge = ((Step.Continue) first.accept(client.negotiate(), PEER)).token();
      byte[] response = client.authenticate(challenge);
      Mechanism.Acceptor second = mechanism.newAcceptor();
      second.accept(client.negotiate(), PEER);
      assertDenied(second.accept(response, PEER), Reason.WRONG_RESPONSE);
      established(first.accept(response, PEER));
    }

    @Test
    @DisplayName("CVE-2023-25563 to 25567: wild descriptors are refused before the authority")
    void wildDescriptors() {
      for (int field = 12; field < 60; field += 8) {
        TestNtlmClient client = alice();
        Mechanism.Acceptor acceptor = site.mechanism().newAcceptor();
        byte[] challenge = ((Step.Continue) acceptor.accept(client.negotiate(), PEER)).token();
        ByteBuffer message =
            ByteBuffer.wrap(client.authenticate(challenge)).order(ByteOrder.LITTLE_ENDIAN);
        message.putShort(field, (short) -1).putInt(field + 4, -2);
        assertRefused(
            acceptor.accept(message.array(), PEER),
            Reason.MALFORMED,
            SecurityStatus.SEC_E_INVALID_TOKEN);
      }
      assertThat(site.authority.asked).hasValue(0);
    }
  }

  @Nested
  @DisplayName("Channel bindings (MsvAvChannelBindings)")
  class Bindings {
    @ParameterizedTest(name = "{0}: {1}, server {2}: {3}")
    @DisplayName("by policy, by what the client sends, by what the server knows")
    @CsvSource({
      "OFF,            none,   tls,   NOT_CHECKED",
      "OFF,            others, tls,   NOT_CHECKED",
      "WHEN_SUPPORTED, none,   tls,   ABSENT",
      "WHEN_SUPPORTED, zeros,  tls,   BINDINGS_MISSING",
      "WHEN_SUPPORTED, ours,   tls,   VERIFIED",
      "WHEN_SUPPORTED, others, tls,   BINDINGS_WRONG",
      "WHEN_SUPPORTED, zeros,  plain, NOT_CHECKED",
      "WHEN_SUPPORTED, others, plain, NOT_CHECKED",
      "REQUIRED,       none,   tls,   BINDINGS_MISSING",
      "REQUIRED,       zeros,  tls,   BINDINGS_MISSING",
      "REQUIRED,       ours,   tls,   VERIFIED",
      "REQUIRED,       others, tls,   BINDINGS_WRONG",
      "REQUIRED,       ours,   plain, BINDINGS_UNKNOWN",
    })
    void policies(BindingPolicy policy, String sent, String server, String expected) {
      site.bindings = policy;
      TestNtlmClient client = alice();
      switch (sent) {
        case "zeros" -> client.bindings(new byte[16]);
        case "ours" -> client.bindings(OURS);
        case "others" -> client.bindings(OTHERS);
        default -> client.bindings(null);
      }
      Step step = site.logOn(client, server.equals("tls") ? TLS : PEER);
      if (expected.startsWith("BINDINGS")) {
        assertRefused(step, Reason.valueOf(expected), SecurityStatus.SEC_E_BAD_BINDINGS);
        assertThat(site.authority.asked).hasValue(0);
      } else {
        assertThat(established(step).bindings()).isEqualTo(BindingState.valueOf(expected));
      }
    }
  }

  @Nested
  @DisplayName("The target (MsvAvTargetName)")
  class Targets {
    @ParameterizedTest(name = "{0}: {1}: {2}")
    @DisplayName("by policy and by what the client says")
    @CsvSource({
      "OFF,            HTTP/elsewhere,            true",
      "WHEN_SUPPORTED, ,                          true",
      "WHEN_SUPPORTED, HTTP/web.example.org,      true",
      "WHEN_SUPPORTED, http/WEB.example.org:8443, true",
      "WHEN_SUPPORTED, HTTP/short,                true",
      "WHEN_SUPPORTED, HTTP/elsewhere,            false",
      "WHEN_SUPPORTED, cifs/web.example.org,      false",
      "WHEN_SUPPORTED, web.example.org,           false",
      "REQUIRED,       HTTP/web.example.org,      true",
      "REQUIRED,       ,                          false",
      "REQUIRED,       HTTP/elsewhere,            false",
    })
    void policies(BindingPolicy policy, String sent, boolean passes) {
      site.target = policy;
      site.targetNames = Set.of("HTTP/web.example.org", "short");
      Step step = site.logOn(alice().targetName(sent));
      if (passes) {
        assertThat(established(step).target()).isEqualTo(sent);
      } else {
        assertRefused(step, Reason.WRONG_TARGET, SecurityStatus.SEC_E_WRONG_PRINCIPAL);
      }
    }

    @Test
    @DisplayName("is not known when the client has it from an untrusted source, or says nothing")
    void untrusted() {
      site.target = BindingPolicy.REQUIRED;
      site.targetNames = Set.of("web.example.org");
      TestNtlmClient client = alice().targetName("HTTP/web.example.org").avFlags(2 | 4);
      assertRefused(site.logOn(client), Reason.WRONG_TARGET, SecurityStatus.SEC_E_WRONG_PRINCIPAL);
      site.target = BindingPolicy.WHEN_SUPPORTED;
      assertThat(established(site.logOn(client)).target()).isNull();
      assertThat(established(site.logOn(alice().targetName(""))).target()).isNull();
    }
  }

  @Test
  @DisplayName("A policy that contradicts itself is refused")
  void policies() {
    NtlmPolicy good = NtlmPolicy.standard(InstantSource.system(), new Random(1));
    assertThat(good.requireMic() || good.allowAnonymous()).isFalse();
    assertThatThrownBy(() -> policy(BindingPolicy.REQUIRED, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy(BindingPolicy.OFF, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NtlmPolicy policy(BindingPolicy target, Duration difference) {
    return new NtlmPolicy(
        false,
        BindingPolicy.OFF,
        target,
        Set.of(),
        false,
        difference,
        InstantSource.system(),
        new Random(1));
  }
}
