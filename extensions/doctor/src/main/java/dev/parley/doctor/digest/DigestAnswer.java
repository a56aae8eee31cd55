package dev.parley.doctor.digest;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.http.AuthParamReader;
import dev.parley.http.Credentials;
import dev.parley.http.HeaderField;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A GET without entity, answered with a key (RFC 7616 section 3.4), and the server's proof of it
 * (section 3.5). Its text form tells nothing. Not thread-safe.
 */
public final class DigestAnswer implements AutoCloseable {
  private static final String METHOD = "GET";

  /** What is sent without quotes. */
  private static final List<String> TOKENS = List.of("algorithm", "qop", "nc", "userhash");

  private final DigestHash hash;
  private final String middle;
  private final String uri;
  private final String qop;
  private final SessionKey a1;
  private final Map<String, String> directives = new LinkedHashMap<>();

  /**
   * What changes from one answer to the next.
   *
   * @param uri the uri directive
   * @param nonce of the challenge, or the next one that the server gave
   * @param count how often the nonce was used, with this time
   * @param cnonce the client's nonce; hexadecimal digits
   */
  public record Turn(String uri, String nonce, int count, String cnonce) {}

  /**
   * Computes it.
   *
   * @param offer the challenge, with a known algorithm; nothing of it is missing
   * @param user the name, in any characters
   * @param key H(user:realm:password); stays the caller's
   */
  public DigestAnswer(DigestOffer offer, String user, SessionKey key, Turn turn) {
    DigestAlgorithm algorithm = offer.algorithm().orElseThrow();
    this.hash = new DigestHash(algorithm);
    this.uri = turn.uri();
    this.qop = qop(offer);
    String count = String.format(Locale.ROOT, "%08x", turn.count());
    this.middle = String.join(":", turn.nonce(), count, turn.cnonce(), qop);
    this.a1 = algorithm.session() ? hash.session(key, turn.nonce(), turn.cnonce()) : key.copy();
    directives.put("username", octets(user));
    directives.put("realm", offer.parameter("realm"));
    directives.put("nonce", turn.nonce());
    directives.put("uri", uri);
    directives.put("algorithm", offer.algorithmName());
    directives.put("qop", qop);
    directives.put("nc", count);
    directives.put("cnonce", turn.cnonce());
    directives.put("response", hash.kd(a1, middle + ":" + a2(METHOD, new byte[0])));
    if (offer.parameters().containsKey("opaque")) {
      directives.put("opaque", offer.parameter("opaque"));
    }
  }

  /** The one with the shorter way where there is a choice. */
  static String qop(DigestOffer offer) {
    return offer.qop().contains("auth") ? "auth" : offer.qop().get(0);
  }

  /** One character for each octet of UTF-8. */
  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private String a2(String method, byte[] entity) {
    String text = method + ":" + uri;
    return hash.h(qop.equals("auth-int") ? text + ":" + hash.h(entity) : text);
  }

  /** The field to be sent. */
  public HeaderField field() {
    return write(directives);
  }

  static HeaderField write(Map<String, String> directives) {
    return new HeaderField(
        "Authorization",
        directives.entrySet().stream()
            .map(each -> each.getKey() + "=" + written(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", ", "Digest ", "")));
  }

  private static String written(String name, String value) {
    return TOKENS.contains(name)
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** What the server says of itself in Authentication-Info. */
  public enum Proof {
    /** Nothing. */
    NONE,
    /** That it knows the key. */
    RIGHT,
    /** Something that the key does not give for this answer. */
    WRONG
  }

  /**
   * Whether the server proves that it knows the key too.
   *
   * @param info the value of Authentication-Info; empty without
   * @param entity of the response
   */
  public Proof proof(String info, byte[] entity) {
    String rspauth = parameters(info).getOrDefault("rspauth", "");
    if (rspauth.isEmpty()) {
      return Proof.NONE;
    }
    String expected = hash.kd(a1, middle + ":" + a2("", entity));
    boolean same =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            rspauth.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1));
    return same ? Proof.RIGHT : Proof.WRONG;
  }

  /** The nonce for the next answer; empty when the server gives none. */
  public static String nextNonce(String info) {
    return parameters(info).getOrDefault("nextnonce", "");
  }

  private static Map<String, String> parameters(String info) {
    Map<String, String> found = new HashMap<>();
    try {
      // Credentials without their scheme.
      String text = "Info " + info;
      AuthParamReader reader = Credentials.parse(text, text.length()).parameters();
      while (reader.next()) {
        found.put(reader.name().toLowerCase(Locale.ROOT), reader.value());
      }
    } catch (MalformedTokenException e) {
      return Map.of();
    }
    return found;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    a1.destroy();
  }

  @Override
  public String toString() {
    return "[digest answer]";
  }
}
