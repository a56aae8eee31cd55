package dev.parley.negotiate.kerberos;

import java.io.InputStream;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published and computed values, with their sources, as data files. */
public final class Vectors {
  private Vectors() {}

  /** The content of a file of {@code /vectors}. */
  public static JsonNode read(String name) {
    InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name);
    return JsonMapper.shared().readTree(in);
  }

  /** The octets that a member holds in hexadecimal. */
  public static byte[] octets(JsonNode node, String member) {
    return HexFormat.of().parseHex(node.get(member).asString());
  }
}
