package dev.parley.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of one Digest challenge as a server sent them.
 *
 * @param realm the realm
 * @param nonce the nonce
 * @param opaque the opaque, empty if there was none
 * @param algorithm the algorithm, MD5 if there was none
 * @param namesAlgorithm whether the challenge named its algorithm, so that the answer must too
 */
record DigestChallenge(
    String realm, String nonce, String opaque, String algorithm, boolean namesAlgorithm) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",\\s]+))");
  private static final String HEADER = "www-authenticate:";

  /** The first Digest challenge for {@code algorithm} in a response head. */
  static Optional<DigestChallenge> find(String head, String algorithm) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(HEADER))
        .map(line -> line.substring(HEADER.length()).trim())
        .filter(value -> value.regionMatches(true, 0, "Digest ", 0, 7))
        .map(DigestChallenge::parse)
        .filter(challenge -> challenge.algorithm().equalsIgnoreCase(algorithm))
        .findFirst();
  }

  /** The parameters of one challenge; whatever is not {@code name=value} is passed over. */
  static DigestChallenge parse(String value) {
    Map<String, String> parameters = new LinkedHashMap<>();
    var matcher = PARAMETER.matcher(value);
    while (matcher.find()) {
      String text = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), text);
    }
    return new DigestChallenge(
        parameters.getOrDefault("realm", ""),
        parameters.getOrDefault("nonce", ""),
        parameters.getOrDefault("opaque", ""),
        parameters.getOrDefault("algorithm", "MD5"),
        parameters.containsKey("algorithm"));
  }
}
