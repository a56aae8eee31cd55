package dev.parley.doctor.digest;

import dev.parley.http.HeaderField;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Credentials that let no client in, and are no guess at any password. What the filter answers to
 * them tells how they arrive: its checks have an order. Missing parameters come first (400), then
 * the algorithm and the qop, then the uri directive (401 when it is another than the filter reads),
 * then the name (400 when it can be none).
 */
public final class DigestProbe {
  private DigestProbe() {}

  /** What the filter answers 400 as soon as it sees it. */
  public static HeaderField incomplete() {
    return DigestAnswer.write(Map.of("username", "parley-doctor"));
  }

  /**
   * What the filter answers 400 when it reads the request as the uri says, else 401.
   *
   * @param offer a challenge with a known algorithm, of which nothing is missing
   */
  public static HeaderField of(DigestOffer offer, String uri) {
    // No name has a colon.
    return DigestAnswer.write(directives(offer, ":", uri));
  }

  /**
   * What a filter that offers no userhash answers 400 when the realm, the algorithm and the qop are
   * those that it offers, whatever it reads the request as.
   */
  public static HeaderField contradicting(DigestOffer offer) {
    Map<String, String> directives = directives(offer, "parley-doctor", "/");
    directives.put("userhash", "true");
    return DigestAnswer.write(directives);
  }

  private static Map<String, String> directives(DigestOffer offer, String name, String uri) {
    int length = offer.algorithm().orElseThrow().hashLength();
    Map<String, String> directives = new LinkedHashMap<>();
    directives.put("username", name);
    directives.put("realm", offer.parameter("realm"));
    directives.put("nonce", offer.parameter("nonce"));
    directives.put("uri", uri);
    directives.put("algorithm", offer.algorithmName());
    directives.put("qop", DigestAnswer.qop(offer));
    directives.put("nc", "00000001");
    directives.put("cnonce", "0a4f113b");
    directives.put("response", "00".repeat(length));
    if (offer.parameters().containsKey("opaque")) {
      directives.put("opaque", offer.parameter("opaque"));
    }
    return directives;
  }
}
