package dev.parley.it.clients;

import java.util.Map;

/** The settings that clients are tried with, each a column of the table. */
enum Order {
  DEFAULT("default", Map.of()),
  SHA_256_MD5("`SHA-256, MD5`", algorithms("SHA-256, MD5")),
  SHA_256_MD5_SHA_256("`SHA-256, MD5, SHA-256`", algorithms("SHA-256, MD5, SHA-256")),
  MD5_SHA_256("`MD5, SHA-256`", algorithms("MD5, SHA-256")),
  MD5("`MD5`", algorithms("MD5")),
  MD5_SHA_256_MD5("`MD5, SHA-256, MD5`", algorithms("MD5, SHA-256, MD5")),
  NO_OPAQUE("default, `allow-missing-opaque`", Map.of("digest.allow-missing-opaque", "true"));

  private final String title;
  private final Map<String, String> settings;

  Order(String title, Map<String, String> settings) {
    this.title = title;
    this.settings = settings;
  }

  /** One list for all clients, without rules by User-Agent. */
  private static Map<String, String> algorithms(String list) {
    return Map.of("digest.algorithms", list, "digest.algorithms-by-user-agent", "");
  }

  String title() {
    return title;
  }

  Map<String, String> settings() {
    return settings;
  }
}
