package dev.parley.digest;

import dev.parley.http.HeaderField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Digest client that computes everything by itself, from the text of RFC 7616 and with nothing of
 * the code under test.
 */
public final class TestClient {
  private static final Pattern PARAMETER =
      Pattern.compile("([a-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

  public String user = "alice";
  public String password = "secret";
  public String cnonce = "0a4f113b";
  public String firstCnonce = "";
  public int count;
  public String countFormat = "%08x";
  public String qop = "auth";
  public Map<String, String> challenge = Map.of();

  /** Changes the parameters after they were computed; values are written as they are. */
  public UnaryOperator<Map<String, String>> tamper = parameters -> parameters;

  public TestClient() {}

  public TestClient(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** Takes the first challenge of an algorithm. */
  public TestClient take(List<HeaderField> fields, String algorithm) {
    challenge =
        fields.stream()
            .filter(field -> field.name().equals("WWW-Authenticate"))
            .map(field -> parse(field.value()))
            .filter(parameters -> algorithm.equals(parameters.get("algorithm")))
            .findFirst()
            .orElseThrow();
    count = 0;
    firstCnonce = "";
    return this;
  }

  public static Map<String, String> parse(String value) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(value);
    while (matcher.find()) {
      parameters.put(
          matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    return parameters;
  }

  /** The next request's credentials. */
  public String answer(TestExchange exchange) {
    count++;
    return answer(exchange, count);
  }

  public String answer(TestExchange exchange, int nc) {
    return answer(exchange, nc, cnonce);
  }

  /** With an A1 for -sess that is made of {@code a1Cnonce}. */
  public String answer(TestExchange exchange, int nc, String a1Cnonce) {
    String algorithm = challenge.getOrDefault("algorithm", "MD5");
    String uri = exchange.target();
    String count = countFormat.formatted(nc);
    Map<String, String> out = new LinkedHashMap<>();
    out.put("username", quote(user));
    out.put("realm", quote(get("realm")));
    out.put("nonce", quote(get("nonce")));
    out.put("uri", quote(uri));
    out.put("algorithm", algorithm);
    out.put("opaque", quote(get("opaque")));
    if (!qop.isEmpty()) {
      out.put("qop", qop);
      out.put("nc", count);
      out.put("cnonce", quote(cnonce));
    }
    String a1 = a1(algorithm, a1Cnonce);
    out.put(
        "response",
        quote(kd(algorithm, a1, count, a2(algorithm, exchange.method(), uri, exchange.entity()))));
    StringBuilder text = new StringBuilder("Digest ");
    tamper
        .apply(out)
        .forEach(
            (name, value) ->
                text.append(text.length() > 7 ? ", " : "").append(name).append('=').append(value));
    return text.toString();
  }

  /** The proof that the server must give. */
  public String rspauth(TestExchange exchange, int nc, String entity) {
    String algorithm = challenge.getOrDefault("algorithm", "MD5");
    return kd(
        algorithm,
        a1(algorithm, cnonce),
        countFormat.formatted(nc),
        a2(algorithm, "", exchange.target(), entity));
  }

  private String a1(String algorithm, String a1Cnonce) {
    String inner = h(algorithm, user + ":" + get("realm") + ":" + password);
    return algorithm.endsWith("-sess")
        ? h(algorithm, inner + ":" + get("nonce") + ":" + a1Cnonce)
        : inner;
  }

  private String a2(String algorithm, String method, String uri, String entity) {
    return h(
        algorithm, method + ":" + uri + (qop.equals("auth-int") ? ":" + h(algorithm, entity) : ""));
  }

  private String kd(String algorithm, String a1, String count, String a2) {
    String middle = qop.isEmpty() ? "" : count + ":" + cnonce + ":" + qop + ":";
    return h(algorithm, a1 + ":" + get("nonce") + ":" + middle + a2);
  }

  private String get(String name) {
    return challenge.getOrDefault(name, "");
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  public static String h(String algorithm, String text) {
    String base =
        algorithm.endsWith("-sess") ? algorithm.substring(0, algorithm.length() - 5) : algorithm;
    try {
      MessageDigest hash =
          MessageDigest.getInstance(base.equals("SHA-512-256") ? "SHA-512/256" : base);
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
