package dev.parley.doctor.krb5;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.doctor.krb5.Kdc.Transport;
import dev.parley.http.MalformedTokenException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: what a KDC says is an answer or the one checked exception")
class KdcClientFuzzTest {

  @FuzzTest(maxDuration = "10s")
  @DisplayName("its message, and its name in krb5.conf")
  void answer(FuzzedDataProvider data) {
    String name = data.consumeString(30);
    byte[] answer = data.consumeRemainingAsBytes();
    Kdc kdc = new Kdc("kdc", 88, Set.of(Transport.TCP));
    try {
      KdcClient.read(kdc, Transport.TCP, answer, Instant.EPOCH);
      Kdc.parse(name);
    } catch (MalformedTokenException e) {
      return;
    }
  }
}
