package dev.parley.negotiate.kerberos.keytab;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a keytab is keys or the one checked exception")
class KeytabFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("No more keys than the file has room for, each with a name")
  void keytab(byte[] content) {
    try {
      KeytabFile file = KeytabFile.parse(content);
      // The smallest entry: length, count, two empty names, type, time, kvno, key of 16 octets.
      if (file.keys().size() > content.length / 35) {
        throw new AssertionError("more keys than fit");
      }
      for (ServiceKey key : file.keys()) {
        if (!key.principal().contains("@") || key.kvno() != Integer.valueOf(key.kvno())) {
          throw new AssertionError("no principal");
        }
      }
      file.destroy();
    } catch (MalformedTokenException e) {
      if (String.valueOf(e.getMessage()).length() > 200) {
        throw new AssertionError("the message may hold the keytab", e);
      }
    }
  }
}
