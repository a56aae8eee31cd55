package dev.parley.authority;

import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that answers a challenge as RFC 7616 section 3.4.1 says, and the question that its
 * answer makes; for tests of authorities.
 */
public final class DigestClient {
  private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final String URI = "/dir/index.html";

  private final String user;
  private final String realm;
  private final DigestAlgorithm algorithm;
  private final AtomicInteger trials = new AtomicInteger();

  /** A client that wants in as {@code user}. */
  public DigestClient(String user, String realm, DigestAlgorithm algorithm) {
    this.user = user;
    this.realm = realm;
    this.algorithm = algorithm;
  }

  /** How often the response was computed for its questions. */
  public int trials() {
    return trials.get();
  }

  /** The question of an answer made with this password. */
  public DigestQuestion answer(String password) {
    String response = response(accountHash(user, realm, algorithm, password));
    return new DigestQuestion(
        user,
        realm,
        algorithm,
        new DigestQuestion.Inputs(NONCE, "00000001", CNONCE, "auth", "GET", URI, null, response),
        key -> {
          trials.incrementAndGet();
          byte[] hex = new byte[2 * key.length()];
          return key.writeHexTo(hex, 0)
              && response(new String(hex, StandardCharsets.US_ASCII)).equals(response);
        });
  }

  /** H(user:realm:password) in lower-case hexadecimal. */
  public static String accountHash(
      String user, String realm, DigestAlgorithm algorithm, String password) {
    return hash(algorithm, user + ":" + realm + ":" + password);
  }

  /** The same as a key. */
  public static SessionKey accountKey(
      String user, String realm, DigestAlgorithm algorithm, String password) {
    return SessionKey.ofHex(accountHash(user, realm, algorithm, password));
  }

  private String response(String accountHash) {
    String a1 =
        algorithm.session()
            ? hash(algorithm, accountHash + ":" + NONCE + ":" + CNONCE)
            : accountHash;
    String a2 = hash(algorithm, "GET:" + URI);
    return hash(algorithm, a1 + ":" + NONCE + ":00000001:" + CNONCE + ":auth:" + a2);
  }

  /** H(text) in lower-case hexadecimal. */
  public static String hash(DigestAlgorithm algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm.hashName())
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
