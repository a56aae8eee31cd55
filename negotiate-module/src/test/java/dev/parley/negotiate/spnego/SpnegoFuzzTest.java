package dev.parley.negotiate.spnego;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.testing.FakeMechanism;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a token of SPNEGO is read or refused, and nothing else happens")
class SpnegoFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("NegTokenInit and NegTokenResp: a value or MalformedTokenException")
  void tokens(FuzzedDataProvider data) {
    byte[] token = data.consumeRemainingAsBytes();
    try {
      NegTokenResp response = NegTokenResp.parse(token);
      NegTokenResp again = NegTokenResp.parse(canonical(response).encode());
      require(again.negState() == response.negState());
      require(Arrays.equals(again.responseToken(), response.responseToken()));
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
    try {
      NegTokenInit init = NegTokenInit.parse(token);
      require(init.mechTypes().der().length <= token.length);
      require(!init.mechTypes().types().isEmpty());
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  /** An unknown mechanism has no identifier to write. */
  private static NegTokenResp canonical(NegTokenResp response) {
    return new NegTokenResp(
        response.negState(), null, response.responseToken(), response.mechListMic());
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("a negotiation: a step each, and everything is closed at the end")
  void negotiation(FuzzedDataProvider data) {
    FakeMechanism kerberos = FakeMechanism.kerberos();
    FakeMechanism ntlm = FakeMechanism.ntlm();
    Peer peer = new Peer("192.0.2.1", "", List.of());
    try (SpnegoNegotiation negotiation = new SpnegoNegotiation(List.of(kerberos, ntlm))) {
      Step step = null;
      for (int leg = 0; leg < 4 && (step == null || step instanceof Step.Continue); leg++) {
        step = negotiation.accept(data.consumeBytes(200), peer);
      }
      if (step instanceof Step.Established established) {
        established.context().close();
      }
    }
    require(kerberos.open() == 0 && ntlm.open() == 0);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a property of the token does not hold");
    }
  }
}
