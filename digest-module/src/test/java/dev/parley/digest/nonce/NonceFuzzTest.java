package dev.parley.digest.nonce;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.context.ContextReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: nonces and opaques have one spelling each")
class NonceFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("what is read as a nonce or an opaque is written back to the same text")
  void oneSpelling(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    byte[] field = text.getBytes(StandardCharsets.ISO_8859_1);
    NonceText nonce = NonceText.parse(field, 0, field.length);
    if (nonce != null) {
      byte[] octets =
          ByteBuffer.allocate(32)
              .putLong(nonce.w0())
              .putLong(nonce.w1())
              .putLong(nonce.w2())
              .putLong(nonce.w3())
              .array();
      require(NonceText.write(octets).equals(text));
    }
    ContextReference reference = ContextReference.parse(text);
    if (reference != null) {
      require(reference.text().equals(text));
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("read and written text differ");
    }
  }
}
