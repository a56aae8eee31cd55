package dev.parley.digest.message;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.Credentials;
import dev.parley.http.MalformedTokenException;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a header is read or refused, and nothing else happens")
class DigestMessageFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("the response message: a value or MalformedTokenException")
  void response(FuzzedDataProvider data) {
    String value = "Digest " + data.consumeRemainingAsString();
    try {
      DigestResponse response = DigestResponse.parse(Credentials.parse(value, 8192));
      if (response.defect(true) == null) {
        read(response, value);
      }
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  private static void read(DigestResponse response, String value) throws MalformedTokenException {
    byte[] octets = new byte[value.length()];
    require(response.writeUri(octets, 0) == response.uri().length());
    require(response.writeNonce(octets, 0) == response.nonce().length());
    require(response.realmIs(response.realm()));
    require(response.accountIs(response.writtenAccount()));
    response.readResponse(new byte[32]);
    response.readResponse(new byte[16]);
    response.uriIs("/", "x");
    if (response.qop() != null) {
      byte[] hash = new byte[32];
      byte[] scratch = new byte[AuthenticationInfo.maxLength(response, hash, "next")];
      String info = AuthenticationInfo.write(response, hash, "next", scratch).value();
      require(info.chars().noneMatch(c -> c < ' ' && c != '\t' && c != 0));
    }
    require(!response.account().isEmpty());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a property of the message does not hold");
    }
  }
}
