package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

/** RFC 9110 11.4: any Authorization value is credentials or MalformedTokenException. */
class CredentialsFuzzTest {
  private static final int LIMIT = 4096;

  @FuzzTest(maxDuration = "30s")
  @DisplayName(
      "Parameters and token68 of any text, never another exception; values lie in the text")
  void credentials(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    try {
      Credentials credentials = Credentials.parse(text, LIMIT);
      assertThat(text.length()).isLessThanOrEqualTo(LIMIT);
      assertThat(credentials.schemeIs(credentials.scheme())).isTrue();
      assertThat(credentials.toString()).isIn("[secret]", credentials.scheme() + " [secret]");
      token68(credentials);
      AuthParamReader reader = credentials.parameters();
      int parameters = 0;
      while (reader.next()) {
        parameters++;
        assertThat(reader.nameLength()).isPositive();
        for (String name : new String[] {"nc", "realm", "username", "username*", "algorithm"}) {
          assertThat(reader.nameIs(ParameterName.of(name)))
              .isEqualTo(reader.name().equalsIgnoreCase(name));
        }
        String raw = reader.text().substring(reader.valueStart(), reader.valueEnd());
        assertThat(reader.value().length()).isLessThanOrEqualTo(raw.length());
        assertThat(reader.escaped() || reader.value().equals(raw)).isTrue();
      }
      assertThat(parameters).isLessThanOrEqualTo(text.length() / 2);
    } catch (MalformedTokenException e) {
      assertThat(e.getMessage().length()).isLessThan(200);
    }
  }

  private static void token68(Credentials credentials) {
    try {
      assertThat(credentials.token68()).matches("[A-Za-z0-9._~+/-]+=*");
    } catch (MalformedTokenException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
