package dev.parley.it.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of RFC 7616, written for the tests and not sharing a line with Parley. Every
 * directive can be changed before it is sent.
 */
public final class Digest {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9*_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

  private final Map<String, String> challenge;
  private final String user;
  private final String password;
  private String cnonce = "0a4f113b";
  private int count;
  private @Nullable String firstCnonce;

  private Digest(Map<String, String> challenge, String user, String password) {
    this.challenge = challenge;
    this.user = user;
    this.password = password;
  }

  /** Takes the first challenge of a 401. */
  public static Digest answering(Reply reply, String user, String password) {
    return new Digest(parameters(reply.challenges().get(0)), user, password);
  }

  /** Takes the first challenge with this algorithm. */
  public static Digest answering(Reply reply, String algorithm, String user, String password) {
    return reply.challenges().stream()
        .map(Digest::parameters)
        .filter(each -> algorithm.equalsIgnoreCase(each.getOrDefault("algorithm", "MD5")))
        .findFirst()
        .map(each -> new Digest(each, user, password))
        .orElseThrow(() -> new IllegalStateException(algorithm + " is not offered: " + reply));
  }

  /** The parameters of a challenge or of Authentication-Info; names in lower case. */
  public static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }

  /** A parameter of the challenge. */
  public String challenge(String name) {
    return Objects.requireNonNull(challenge.get(name), name);
  }

  /** The same client after it took this nonce in place of the challenge's. */
  public Digest withNonce(String nonce) {
    Map<String, String> renewed = new LinkedHashMap<>(challenge);
    renewed.put("nonce", nonce);
    return new Digest(renewed, user, password);
  }

  /** Sets the cnonce of the next answers. */
  public Digest cnonce(String value) {
    cnonce = value;
    return this;
  }

  /** Sets the nonce count, so that the next answer has {@code value + 1}. */
  public Digest countFrom(int value) {
    count = value;
    return this;
  }

  /** The next answer, as a whole header line. */
  public String answer(String method, String uri) {
    return answer(method, uri, directives -> directives);
  }

  /** The next answer after changes to its directives, which are not computed again. */
  public String answer(String method, String uri, UnaryOperator<Map<String, String>> change) {
    return line(change.apply(directives(method, uri, new byte[0])));
  }

  /** The next answer with qop=auth-int over this entity. */
  public String answerInt(String method, String uri, byte[] entity) {
    return line(directives(method, uri, entity, "auth-int", algorithm()));
  }

  /** The next answer as directives, unquoted. */
  public Map<String, String> directives(String method, String uri, byte[] entity) {
    String offered = challenge.get("qop");
    String qop = offered == null ? null : List.of(offered.split("[ ,]+")).get(0);
    return directives(method, uri, entity, qop, algorithm());
  }

  private String algorithm() {
    return challenge.getOrDefault("algorithm", "MD5");
  }

  /** The next answer with a chosen qop (null: RFC 2069) and algorithm. */
  public Map<String, String> directives(
      String method, String uri, byte[] entity, @Nullable String qop, String algorithm) {
    Map<String, String> directives = new LinkedHashMap<>();
    directives.put("username", user);
    directives.put("realm", challenge("realm"));
    directives.put("nonce", challenge("nonce"));
    directives.put("uri", uri);
    directives.put("algorithm", algorithm);
    String a2 = method + ":" + uri;
    String a1 = a1(algorithm);
    String response;
    if (qop == null) {
      response = h(algorithm, a1 + ":" + challenge("nonce") + ":" + hash(algorithm, a2));
    } else {
      if (qop.equals("auth-int")) {
        a2 += ":" + h(algorithm, entity);
      }
      String nc = String.format("%08x", ++count);
      directives.put("qop", qop);
      directives.put("nc", nc);
      directives.put("cnonce", cnonce);
      String middle = challenge("nonce") + ":" + nc + ":" + cnonce + ":" + qop;
      response = h(algorithm, a1 + ":" + middle + ":" + hash(algorithm, a2));
    }
    directives.put("response", response);
    if (challenge.containsKey("opaque")) {
      directives.put("opaque", challenge("opaque"));
    }
    return directives;
  }

  private String a1(String algorithm) {
    String a1 = h(algorithm, user + ":" + challenge("realm") + ":" + password);
    if (!algorithm.toLowerCase(Locale.ROOT).endsWith("-sess")) {
      return a1;
    }
    firstCnonce = firstCnonce == null ? cnonce : firstCnonce;
    return h(algorithm, a1 + ":" + challenge("nonce") + ":" + firstCnonce);
  }

  /** For {@code -sess}: compute A1 with the current cnonce from now on, as browsers do. */
  public Digest forgetFirstCnonce() {
    firstCnonce = null;
    return this;
  }

  /** What the server must say in Authentication-Info to the answer with these directives. */
  public String rspauth(Map<String, String> answer, byte[] body) {
    String algorithm = Objects.requireNonNull(answer.get("algorithm"));
    String qop = Objects.requireNonNull(answer.get("qop"));
    String a2 = ":" + answer.get("uri");
    if (qop.equals("auth-int")) {
      a2 += ":" + h(algorithm, body);
    }
    String middle =
        answer.get("nonce") + ":" + answer.get("nc") + ":" + answer.get("cnonce") + ":" + qop;
    return h(algorithm, a1(algorithm) + ":" + middle + ":" + hash(algorithm, a2));
  }

  /** Directives as a header line, quoted as RFC 7616 section 3.4 says. */
  public static String line(Map<String, String> directives) {
    return "Authorization: Digest "
        + directives.entrySet().stream()
            .map(each -> each.getKey() + "=" + written(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String written(String name, String value) {
    return switch (name) {
      case "algorithm", "qop", "nc", "userhash", "username*" -> value;
      default -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    };
  }

  /** The hash of a text in UTF-8, in lower-case hex. */
  public static String h(String algorithm, String text) {
    return h(algorithm, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of A2: the characters of a uri are octets, as they are in {@link RawHttp}. */
  private static String hash(String algorithm, String a2) {
    return h(algorithm, a2.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String h(String algorithm, byte[] bytes) {
    String base = algorithm.toUpperCase(Locale.ROOT).replace("-SESS", "");
    String name = base.equals("SHA-512-256") ? "SHA-512/256" : base;
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(algorithm, e);
    }
  }
}
