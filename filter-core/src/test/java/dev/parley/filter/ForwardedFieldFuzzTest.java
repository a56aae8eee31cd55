package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

/**
 * RFC 7239 section 4: any field value names nodes, and an element that a proxy adds is the last.
 */
class ForwardedFieldFuzzTest {
  @FuzzTest(maxDuration = "30s")
  @DisplayName("What a client sends before a proxy's element does not change the address of that")
  void nodes(byte[] octets) {
    String sent = new String(octets, StandardCharsets.ISO_8859_1);
    assertThat(ForwardedField.nodes(sent))
        .isNotEmpty()
        .allSatisfy(node -> assertThat(sent).contains(node));
    assertThat(ForwardedField.nodes(sent + ",for=192.0.2.7;host=\"a,for=192.0.2.8\""))
        .last()
        .isIn("192.0.2.7", "");
  }
}
