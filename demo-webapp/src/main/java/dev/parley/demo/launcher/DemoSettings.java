package dev.parley.demo.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo sets where neither the command line nor the configuration file says anything. */
final class DemoSettings {
  static final String REALM = "Parley demo";

  /** The settings of the demo; the same stand in the {@code web.xml} of the WAR. */
  static final Map<String, String> DEFAULTS =
      Map.of(
          "open-paths", "/open, /assets/*, /favicon.ico",
          "optional-paths", "/, /log-out, /status.json, /events.json",
          "required-roles", "/admin/* = admin",
          "digest.nonce-lifetime", "60s");

  private final Map<String, String> given;
  private final Map<String, String> inFile;
  private final Map<String, String> offered = new LinkedHashMap<>();

  DemoSettings(Map<String, String> given, @Nullable Path config) {
    this.given = given;
    this.inFile = config == null ? Map.of() : flatten(config);
  }

  /** Offers Negotiate, and NTLM, before Digest. */
  void offer(boolean ntlm, @Nullable KerberosRealm realm) {
    if (!ntlm && realm == null) {
      return;
    }
    offered.put("packages", "negotiate, digest");
    // so that the page, which asks for nobody, knows who was asked on the way to it: browsers have
    // many connections, and Firefox loads the page on another one
    offered.put("negotiate.keep", "session");
    offered.put("negotiate.schemes", ntlm ? "negotiate, ntlm" : "negotiate");
    List<String> mechanisms = new ArrayList<>();
    if (realm != null) {
      mechanisms.add("kerberos");
      offered.put("kerberos.keytab", realm.keytab().toString());
      offered.put("kerberos.principal-mapping", "strip " + KerberosRealm.NAME);
    }
    if (ntlm) {
      mechanisms.add("ntlm");
    }
    offered.put("negotiate.mechanisms", String.join(", ", mechanisms));
  }

  /** What is to be set: the command line's, and ours where nobody else speaks. */
  Map<String, String> toSet() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("realm", REALM);
    all.putAll(DEFAULTS);
    all.putAll(offered);
    all.keySet().removeAll(inFile.keySet());
    all.putAll(given);
    return all;
  }

  /** Whether somebody says where the users are. */
  boolean namesUsers() {
    Set<String> keys = new HashSet<>(given.keySet());
    keys.addAll(inFile.keySet());
    return keys.contains("users-file") || keys.contains("htdigest-file");
  }

  /** The value that will count for a key. */
  String value(String key) {
    Map<String, String> all = new LinkedHashMap<>(inFile);
    all.putAll(toSet());
    return all.getOrDefault(key, "");
  }

  private static Map<String, String> flatten(Path config) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      flatten("", JsonMapper.shared().readTree(config), values);
    } catch (JacksonException e) {
      // the filter reads the file too, and says what is wrong with it
      return values;
    }
    return values;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      String key = prefix + property.getKey();
      values.put(key, property.getValue().asString(""));
      if (property.getValue().isObject()) {
        flatten(key + ".", property.getValue(), values);
      }
    }
  }
}
