package dev.parley.it.modular;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that answers one SHA-256 challenge, RFC 7616 section 3.4.1. */
final class Answerer {
  static final String PASSWORD = "secret";
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final Pattern OPAQUE = Pattern.compile("opaque=\"([^\"]+)\"");
  private final String nonce;
  private final String opaque;
  private final String user;
  private int count;

  Answerer(String challenge, String user) {
    this.nonce = find(NONCE, challenge);
    this.opaque = find(OPAQUE, challenge);
    this.user = user;
  }

  private static String find(Pattern pattern, String challenge) {
    Matcher matcher = pattern.matcher(challenge);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern);
    }
    return matcher.group(1);
  }

  String next() {
    String nc = String.format("%08x", ++count);
    String a1 = hash(user + ":" + Site.REALM + ":" + PASSWORD);
    String a2 = hash("GET:" + Get.PATH);
    String response = hash(String.join(":", a1, nonce, nc, "c", "auth", a2));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=SHA-256, qop=auth, nc=%s, cnonce=\"c\", response=\"%s\", opaque=\"%s\""
        .formatted(user, Site.REALM, nonce, Get.PATH, nc, response, opaque);
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
