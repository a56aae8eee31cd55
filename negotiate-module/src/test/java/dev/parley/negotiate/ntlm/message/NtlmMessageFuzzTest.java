package dev.parley.negotiate.ntlm.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: NTLM messages and AV pairs are a value or MalformedTokenException")
class NtlmMessageFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("NEGOTIATE and AUTHENTICATE of any octets")
  void messages(byte[] octets) {
    NtlmMessageTest.parseAll(octets);
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("AV pairs of any octets: what is read is written back as it was read")
  void avPairs(byte[] octets) {
    try {
      AvPairs pairs = AvPairs.parse(octets);
      byte[] written = pairs.octets();
      int end = written.length - 4;
      assertThat(Arrays.copyOf(octets, end)).isEqualTo(Arrays.copyOf(written, end));
      assertThat(AvPairs.parse(written).answers(pairs)).isTrue();
    } catch (MalformedTokenException e) {
      assertThat(e.getMessage().length()).isLessThan(200);
    }
  }
}
