package dev.parley.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads settings from a JSON object. Nested objects are joined by dots, so that <code>
 * {"digest": {"algorithms": ["SHA-256"]}}</code> sets {@code digest.algorithms}.
 */
public final class JsonSettings {
  private static final int LONGEST = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private JsonSettings() {}

  /**
   * Reads values by key; they are checked by {@link SettingsTable#read}.
   *
   * @param name the name of the source, for messages
   * @throws IOException when it cannot be read
   * @throws ConfigurationException when the text is no JSON object of settings; the message gives
   *     the place and never the text, which may hold secrets
   */
  public static Map<String, Object> read(String name, InputStream in, SettingsTable table)
      throws ConfigurationException, IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      byte[] text = in.readNBytes(LONGEST + 1);
      if (text.length > LONGEST) {
        long length = text.length + in.transferTo(OutputStream.nullOutputStream());
        throw wrong(
            name,
            "a file of at most 1 MiB (" + LONGEST + " octets)",
            "it has " + length + " octets, take out what is no setting");
      }
      Map<String, Object> object = MAPPER.readValue(text, OBJECT);
      if (object == null) {
        throw wrong(name, "a JSON object", "write an object instead of null");
      }
      flatten(name, "", object, table, values);
    } catch (JacksonException e) {
      throw wrong(name, "a JSON object, each name once", "look at " + place(e));
    }
    return values;
  }

  private static void flatten(
      String name, String prefix, Map<?, ?> object, SettingsTable table, Map<String, Object> values)
      throws ConfigurationException {
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      String key = prefix + entry.getKey();
      Object value = entry.getValue();
      if (value == null) {
        throw wrong(key, "a value", "write a value instead of null, or leave the key out");
      }
      if (!table.has(key) && value instanceof Map<?, ?> nested && !nested.isEmpty()) {
        flatten(name, key + ".", nested, table, values);
      } else if (values.put(key, value) != null) {
        throw wrong(key, "each setting once", "it stands in " + name + " twice, take one out");
      }
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? "the file"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static ConfigurationException wrong(String key, String allowed, String mend) {
    return new ConfigurationException(List.of(new Problem(key, "(not shown)", allowed, mend)));
  }
}
