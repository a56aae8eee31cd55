package dev.parley.doctor.krb5;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.doctor.krb5.Kdc.Transport;
import dev.parley.http.MalformedTokenException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: what a KDC says is an answer or the one checked exception")
class KdcClientFuzzTest {

  @FuzzTest(maxDuration = "10s")
  @DisplayName("its message, and its name in krb5.conf")
  void answer(FuzzedDataProvider data) {
    byte[] answer = data.consumeRemainingAsBytes();
    String name = new String(answer, 0, Math.min(answer.length, 60), StandardCharsets.ISO_8859_1);
    Kdc kdc = new Kdc("kdc", 88, Set.of(Transport.TCP));
    try {
      Kdc.parse(name);
    } catch (MalformedTokenException e) {
      // no name, so perhaps a message
    }
    try {
      KdcClient.read(kdc, Transport.TCP, answer, Instant.EPOCH);
    } catch (MalformedTokenException e) {
      return;
    }
  }
}
