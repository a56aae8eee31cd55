package dev.parley.negotiate.ntlm;

import java.io.InputStream;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published values of MS-NLMP section 4.2 and two recorded handshakes. */
public final class NtlmVectors {
  private static final JsonNode ALL = read();

  private NtlmVectors() {}

  private static JsonNode read() {
    InputStream in = NtlmVectors.class.getResourceAsStream("/vectors/ntlm.json");
    return JsonMapper.shared().readTree(in);
  }

  /** A value by its JSON pointer. */
  public static JsonNode node(String pointer) {
    JsonNode found = ALL.at(pointer);
    if (found.isMissingNode()) {
      throw new IllegalArgumentException(pointer);
    }
    return found;
  }

  /** A text. */
  public static String text(String pointer) {
    return node(pointer).asString();
  }

  /** Octets written in hexadecimal. */
  public static byte[] hex(String pointer) {
    return HexFormat.of().parseHex(text(pointer));
  }
}
