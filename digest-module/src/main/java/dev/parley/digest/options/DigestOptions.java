package dev.parley.digest.options;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The choices for Digest, checked against each other. Immutable.
 *
 * @param realm shown to the user; printable ASCII, not empty
 * @param domain the protection space, or empty
 * @param algorithms offered by default, in order
 * @param algorithmsByUserAgent offered to clients whose User-Agent matches, in order
 * @param qop offered, in order
 * @param nonceLifetime how long a nonce serves
 * @param replayProtection how counts are checked
 * @param replayAnswer what a used count gets
 * @param uriCheck how the uri directive is compared
 * @param uriPrefixes prefixes the client sees, and what this server sees instead
 * @param allowRfc2069 whether answers without qop are let in
 * @param allowMissingOpaque whether answers without an opaque are let in
 * @param userhash whether hashed user names are offered
 * @param info what is sent in Authentication-Info
 * @param unknownNonceRate questions a second for nonces of unknown origin
 */
public record DigestOptions(
    String realm,
    String domain,
    List<DigestAlgorithm> algorithms,
    Map<String, List<DigestAlgorithm>> algorithmsByUserAgent,
    List<Qop> qop,
    Duration nonceLifetime,
    ReplayProtection replayProtection,
    ReplayAnswer replayAnswer,
    UriCheck uriCheck,
    Map<String, String> uriPrefixes,
    boolean allowRfc2069,
    boolean allowMissingOpaque,
    boolean userhash,
    InfoMode info,
    int unknownNonceRate) {

  private static final int MIN_KEY_LENGTH = 32;

  /**
   * Reads the options and checks them against each other.
   *
   * @throws ConfigurationException with every problem
   */
  public static DigestOptions read(Settings settings) throws ConfigurationException {
    List<Problem> problems = new ArrayList<>();
    checkRealm(settings, problems);
    checkAlgorithms(settings, problems);
    checkKeys(settings, problems);
    checkPrefixes(settings, problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems, true);
    }
    return new DigestOptions(
        settings.get(CoreSettings.REALM),
        settings.get(DigestSettings.DOMAIN),
        settings.get(DigestSettings.ALGORITHMS),
        algorithmsByUserAgent(settings),
        settings.get(DigestSettings.QOP),
        settings.get(DigestSettings.NONCE_LIFETIME),
        settings.get(DigestSettings.REPLAY_PROTECTION),
        settings.get(DigestSettings.REPLAY_ANSWER),
        settings.get(DigestSettings.URI_CHECK),
        settings.get(DigestSettings.URI_PREFIXES),
        settings.get(DigestSettings.ALLOW_RFC2069),
        settings.get(DigestSettings.ALLOW_MISSING_OPAQUE),
        settings.get(DigestSettings.USERHASH),
        settings.get(DigestSettings.AUTHENTICATION_INFO),
        settings.get(DigestSettings.UNKNOWN_NONCE_RATE));
  }

  /**
   * The default exceptions never offer what the list of algorithms leaves out; those that were
   * given do.
   */
  private static Map<String, List<DigestAlgorithm>> algorithmsByUserAgent(Settings settings) {
    Map<String, List<DigestAlgorithm>> exceptions =
        new LinkedHashMap<>(settings.get(DigestSettings.ALGORITHMS_BY_USER_AGENT));
    if (!settings.isSet(DigestSettings.ALGORITHMS_BY_USER_AGENT)) {
      List<DigestAlgorithm> offered = settings.get(DigestSettings.ALGORITHMS);
      exceptions.values().removeIf(algorithms -> !offered.containsAll(algorithms));
    }
    return Collections.unmodifiableMap(exceptions);
  }

  private static void checkRealm(Settings settings, List<Problem> problems) {
    if (!isPrintableAscii(settings.get(CoreSettings.REALM))) {
      problems.add(
          settings.problem(
              CoreSettings.REALM,
              "printable ASCII without quote and backslash",
              "clients hash the realm as they read it: choose one that all read alike"));
    }
    if (!isPrintableAscii(settings.get(DigestSettings.DOMAIN))) {
      problems.add(
          settings.problem(
              DigestSettings.DOMAIN,
              "URI references separated by blanks",
              "percent-encode what is not ASCII"));
    }
  }

  private static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }

  private static void checkAlgorithms(Settings settings, List<Problem> problems) {
    if (settings.get(DigestSettings.ALGORITHMS).isEmpty()) {
      problems.add(
          settings.problem(
              DigestSettings.ALGORITHMS,
              "at least one algorithm",
              "leave the key out for the default"));
    }
    if (settings.get(DigestSettings.ALGORITHMS_BY_USER_AGENT).values().stream()
        .anyMatch(List::isEmpty)) {
      problems.add(
          settings.problem(
              DigestSettings.ALGORITHMS_BY_USER_AGENT,
              "at least one algorithm for each pattern",
              "name one"));
    }
    if (settings.get(DigestSettings.QOP).isEmpty()) {
      problems.add(
          settings.problem(
              DigestSettings.QOP,
              "at least one of auth, auth-int",
              "old clients without qop are let in by digest.allow-rfc2069"));
    }
  }

  private static void checkKeys(Settings settings, List<Problem> problems) {
    String key = settings.get(DigestSettings.NONCE_KEY);
    String previous = settings.get(DigestSettings.PREVIOUS_NONCE_KEY);
    String allowed = "at least " + MIN_KEY_LENGTH + " characters";
    if (!key.isEmpty() && key.length() < MIN_KEY_LENGTH) {
      problems.add(
          settings.problem(DigestSettings.NONCE_KEY, allowed, "take 32 random octets in base64"));
    }
    if (!previous.isEmpty() && previous.length() < MIN_KEY_LENGTH) {
      problems.add(
          settings.problem(
              DigestSettings.PREVIOUS_NONCE_KEY,
              allowed,
              "give the whole former key, or leave it out"));
    }
    if (!previous.isEmpty() && (key.isEmpty() || key.equals(previous))) {
      problems.add(
          settings.problem(
              DigestSettings.PREVIOUS_NONCE_KEY,
              "a key beside another digest.nonce-key",
              "set digest.nonce-key to the new key"));
    }
  }

  private static void checkPrefixes(Settings settings, List<Problem> problems) {
    settings
        .get(DigestSettings.URI_PREFIXES)
        .forEach(
            (seen, here) -> {
              if (!seen.startsWith("/") || !here.startsWith("/")) {
                problems.add(
                    settings.problem(
                        DigestSettings.URI_PREFIXES,
                        "prefixes that start with a slash",
                        "for example /app = /"));
              }
            });
  }
}
