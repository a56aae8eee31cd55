package dev.parley.digest.options;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.config.CoreSettings;
import dev.parley.config.KnownUsers;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is dangerous about settings of Digest that are allowed. */
public final class DigestWarnings {
  private static final Duration LONG_NONCE = Duration.ofHours(1);
  private static final int HIGH_RATE = 1000;

  private final Settings settings;
  private final List<Warning> warnings = new ArrayList<>();

  private DigestWarnings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Looks at settings that {@link DigestOptions#read} takes.
   *
   * @param options what was read of them
   * @param users what is known of the users
   */
  public static List<Warning> of(Settings settings, DigestOptions options, KnownUsers users) {
    DigestWarnings found = new DigestWarnings(settings);
    found.realm(options);
    found.algorithms(options);
    found.protections(options);
    found.nonces(options);
    found.keys(options, users);
    return List.copyOf(found.warnings);
  }

  private void warn(Setting<?> setting, String consequence, String remedy) {
    warnings.add(settings.warning(setting, consequence, remedy));
  }

  private void realm(DigestOptions options) {
    if (options.realm().indexOf(',') >= 0) {
      warn(
          CoreSettings.REALM,
          "clients that take a comma for the end of a parameter never log on (libwww-perl, Bruno)",
          "choose a realm without a comma, and make the keys of the users anew");
    }
  }

  private void algorithms(DigestOptions options) {
    if (isMd5(options.algorithms())) {
      onlyMd5(DigestSettings.ALGORITHMS);
    }
    Map<String, List<DigestAlgorithm>> byUserAgent = options.algorithmsByUserAgent();
    for (Map.Entry<String, List<DigestAlgorithm>> each : byUserAgent.entrySet()) {
      boolean everyClient = each.getKey().replace("*", "").isEmpty();
      if (everyClient && isMd5(each.getValue())) {
        onlyMd5(DigestSettings.ALGORITHMS_BY_USER_AGENT);
      }
    }
  }

  private static boolean isMd5(List<DigestAlgorithm> algorithms) {
    return algorithms.stream().allMatch(each -> each.base() == DigestAlgorithm.MD5);
  }

  private void onlyMd5(Setting<?> setting) {
    warn(
        setting,
        "MD5 alone: who reads the traffic of a client without TLS finds its password soonest",
        "offer SHA-256 before it, or see to it that every client comes by TLS");
  }

  private void protections(DigestOptions options) {
    if (options.replayProtection() == ReplayProtection.OFF) {
      warn(
          DigestSettings.REPLAY_PROTECTION,
          "a request that was recorded can be sent again as long as its nonce serves",
          "leave it out for the default");
    }
    if (options.uriCheck() != UriCheck.EXACT) {
      boolean off = options.uriCheck() == UriCheck.OFF;
      warn(
          DigestSettings.URI_CHECK,
          "a recorded answer opens another "
              + (off ? "path, or another query" : "query")
              + " than the one that its user asked for",
          "leave it out; digest.uri-prefixes is for proxies that rewrite paths");
    }
    if (options.allowRfc2069()) {
      warn(
          DigestSettings.ALLOW_RFC2069,
          "clients without qop get in, who prove neither a nonce count nor a cnonce of their own",
          "leave it out when the last such device is gone");
    }
  }

  private void nonces(DigestOptions options) {
    if (options.nonceLifetime().compareTo(LONG_NONCE) > 0) {
      warn(
          DigestSettings.NONCE_LIFETIME,
          "a request that was held back on its way can be delivered so much later",
          "set it to 1h at most: clients take a new nonce without asking anybody");
    }
    if (options.unknownNonceRate() > HIGH_RATE) {
      warn(
          DigestSettings.UNKNOWN_NONCE_RATE,
          "a flood of forged nonces reaches the authority at this rate",
          "set it to " + HIGH_RATE + " at most");
    }
    for (Setting<String> each :
        List.of(DigestSettings.NONCE_KEY, DigestSettings.PREVIOUS_NONCE_KEY)) {
      if (settings.isSet(each) && GuessableText.is(settings.get(each))) {
        warn(
            each,
            "it can be guessed from a nonce, and whoever knows it makes nonces of his own",
            "take 32 random octets in base64, as openssl rand -base64 32 writes them");
      }
    }
  }

  private void keys(DigestOptions options, KnownUsers users) {
    AccountCensus census = users.digest();
    if (census == null || census.accounts() == 0) {
      return;
    }
    int all = census.accounts();
    if (census.inRealm() < all) {
      warn(
          CoreSettings.REALM,
          (all - census.inRealm())
              + " of "
              + all
              + " users have no key for this realm: their"
              + " passwords are refused",
          "give them one with bin/parley-users add --realm, or correct the realm");
    }
    for (DigestAlgorithm each : offered(options)) {
      int without = census.inRealm() - census.withKeyFor(each);
      if (without > 0) {
        warn(
            DigestSettings.ALGORITHMS,
            without
                + " of "
                + census.inRealm()
                + " users of this realm have no key for "
                + each.token()
                + ": clients that choose it cannot log them on",
            "set their passwords anew with bin/parley-users add, or do not offer " + each.token());
      }
    }
  }

  /** Every algorithm that some client is offered, without {@code -sess}. */
  private static Set<DigestAlgorithm> offered(DigestOptions options) {
    Set<DigestAlgorithm> offered = new TreeSet<>();
    options.algorithms().forEach(each -> offered.add(each.base()));
    options
        .algorithmsByUserAgent()
        .values()
        .forEach(list -> list.forEach(each -> offered.add(each.base())));
    return offered;
  }
}
