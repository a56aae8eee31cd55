package dev.parley.doctor.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 9110 section 11.6.1: challenges")
class ChallengesTest {

  private static List<String> schemes(String... values) {
    return Challenges.of(List.of(values)).schemes();
  }

  @Test
  @DisplayName("several in a field, several fields, parameters and quoted commas")
  void several() {
    assertThat(schemes("Negotiate, NTLM", "Basic realm=\"a, b\", charset=\"UTF-8\""))
        .containsExactly("negotiate", "ntlm", "basic");
    assertThat(schemes("Digest realm=\"Negotiate\" , qop=\"auth\", nonce=abc==, Negotiate"))
        .containsExactly("digest", "negotiate");
    assertThat(schemes("Digest realm = \"x\" , qop = auth")).containsExactly("digest");
    assertThat(schemes("", ",", "=", "\"")).isEmpty();
  }

  @Test
  @DisplayName("the token behind a scheme")
  void token() {
    Challenges challenges = Challenges.of(List.of("Negotiate YWJj, NTLM", "Basic realm=x"));
    assertThat(challenges.token("negotiate")).asString().isEqualTo("abc");
    assertThat(challenges.token("ntlm")).isNull();
    assertThat(challenges.token("absent")).isNull();
    assertThat(challenges.token("basic")).isNull();
    assertThat(Challenges.of(List.of("Negotiate a")).token("negotiate")).isNull();
  }
}
