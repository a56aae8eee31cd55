package dev.parley.doctor.digest;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.doctor.net.Challenges;
import dev.parley.http.AuthParamReader;
import dev.parley.http.Credentials;
import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Digest challenge as a client reads it (RFC 7616 section 3.3).
 *
 * @param parameters by name in lower case; none where the challenge breaks its grammar
 * @param line in which field line it came, from 0 on
 */
public record DigestOffer(Map<String, String> parameters, int line) {
  /** Keeps the order. */
  public DigestOffer {
    parameters = new LinkedHashMap<>(parameters);
  }

  /** The Digest challenges, in their order. */
  public static List<DigestOffer> of(Challenges challenges) {
    List<DigestOffer> offers = new ArrayList<>();
    for (Challenges.Challenge each : challenges.all()) {
      if (each.scheme().equals("digest")) {
        offers.add(new DigestOffer(read(each.text()), each.line()));
      }
    }
    return offers;
  }

  private static Map<String, String> read(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      AuthParamReader reader = Credentials.parse(text, text.length()).parameters();
      while (reader.next()) {
        parameters.put(reader.name().toLowerCase(Locale.ROOT), reader.value());
      }
      return parameters;
    } catch (MalformedTokenException e) {
      return Map.of();
    }
  }

  /** A parameter; empty without it. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** What of realm, nonce and qop, without which no client of today can answer, it lacks. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    Stream.of("realm", "nonce").filter(each -> parameter(each).isEmpty()).forEach(missing::add);
    if (qop().isEmpty()) {
      missing.add("qop");
    }
    return missing;
  }

  /** The algorithm as it is written; MD5 when none is. */
  public String algorithmName() {
    return parameters.getOrDefault("algorithm", DigestAlgorithm.MD5.token());
  }

  /** The algorithm; empty when it is none of RFC 7616's. */
  public Optional<DigestAlgorithm> algorithm() {
    return DigestAlgorithm.ofToken(algorithmName());
  }

  /** The qualities of protection, in their order. */
  public List<String> qop() {
    return Arrays.stream(parameter("qop").split("[\\s,]+"))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** Whether the answer to another nonce was right but for that. */
  public boolean stale() {
    return parameter("stale").equalsIgnoreCase("true");
  }
}
