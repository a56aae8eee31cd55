package dev.parley.digest.options;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.config.Setting;
import dev.parley.config.SettingType;
import dev.parley.config.SettingTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of the Digest package in the table of settings. */
public final class DigestSettings {
  private static final SettingType<DigestAlgorithm> ALGORITHM =
      SettingTypes.oneOf(DigestAlgorithm::token, DigestAlgorithm.values());

  private static final SettingType<Map<String, List<DigestAlgorithm>>> BY_USER_AGENT =
      SettingTypes.mapOf("pattern with * for any text", SettingTypes.listOf(ALGORITHM, true));

  /** The algorithms offered, a challenge each, in this order. */
  public static final Setting<List<DigestAlgorithm>> ALGORITHMS =
      Setting.of(
          "digest.algorithms",
          SettingTypes.listOf(ALGORITHM, true),
          List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
          "The algorithms offered, one challenge each, in this order; many clients look at the first only, or at the last."
              + " With the default those that know SHA-256 and choose as RFC 7616 says get it, and those that take the last"
              + " challenge need MD5 only.");

  /** Other lists of algorithms for some clients. */
  public static final Setting<Map<String, List<DigestAlgorithm>>> ALGORITHMS_BY_USER_AGENT =
      Setting.of(
          "digest.algorithms-by-user-agent",
          BY_USER_AGENT,
          BY_USER_AGENT.read(
              "none = MD5, SHA-256, MD5; Java/* = MD5, SHA-256; Apache-HttpClient/4* = MD5, SHA-256;"
                  + " python-requests/* = MD5, SHA-256; w3m/* = MD5; Python-urllib/* = MD5; AHC/* = MD5; *libsoup/2* = MD5"),
          "Other lists of algorithms for clients whose User-Agent matches a pattern; the first that matches counts. A client"
              + " that sends no User-Agent is matched as none. By default, clients that take the last challenge get SHA-256"
              + " there, and those that give up unless they find MD5 first find it; what digest.algorithms leaves out is not"
              + " offered.");

  /** The qualities of protection offered. */
  public static final Setting<List<Qop>> QOP =
      Setting.of(
          "digest.qop",
          SettingTypes.listOf(SettingTypes.oneOf(Qop::token, Qop.values()), false),
          List.of(Qop.AUTH),
          "The qualities of protection offered. With auth-int the request entity is hashed before the application sees it.");

  /** The key for the MACs of nonces. */
  public static final Setting<String> NONCE_KEY =
      Setting.ofSecret(
          "digest.nonce-key",
          SettingTypes.TEXT,
          "",
          "The key that signs nonces, at least 32 characters of secret text; empty: a random one for each start.");

  /** The key before. */
  public static final Setting<String> PREVIOUS_NONCE_KEY =
      Setting.ofSecret(
          "digest.previous-nonce-key",
          SettingTypes.TEXT,
          "",
          "The nonce key before the last rotation: its nonces are still recognised.");

  /** How long a nonce serves. */
  public static final Setting<Duration> NONCE_LIFETIME =
      Setting.of(
          "digest.nonce-lifetime",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(5),
          "How long a nonce serves; then the client silently takes a new one.");

  /** How counts are checked. */
  public static final Setting<ReplayProtection> REPLAY_PROTECTION =
      Setting.of(
          "digest.replay-protection",
          SettingTypes.oneOf(ReplayProtection::word, ReplayProtection.values()),
          ReplayProtection.WINDOW,
          "How nonce counts are checked: each once in any order, strictly by one, or not at all.");

  /** What a used count gets. */
  public static final Setting<ReplayAnswer> REPLAY_ANSWER =
      Setting.of(
          "digest.replay-answer",
          SettingTypes.oneOf(ReplayAnswer::word, ReplayAnswer.values()),
          ReplayAnswer.STALE,
          "What a right answer with a used nonce count gets: a new nonce, or a challenge as for a wrong password.");

  /** How the uri is compared. */
  public static final Setting<UriCheck> URI_CHECK =
      Setting.of(
          "digest.uri-check",
          SettingTypes.oneOf(UriCheck::word, UriCheck.values()),
          UriCheck.EXACT,
          "How the uri directive is compared with the request line.");

  /** Prefixes that a proxy rewrites. */
  public static final Setting<Map<String, String>> URI_PREFIXES =
      Setting.of(
          "digest.uri-prefixes",
          SettingTypes.mapOf("path prefix the client sees", SettingTypes.TEXT),
          Map.of(),
          "Path prefixes that a proxy in front rewrites: as the client sees it = as this server sees it.");

  /** Answers without qop. */
  public static final Setting<Boolean> ALLOW_RFC2069 =
      Setting.of(
          "digest.allow-rfc2069",
          SettingTypes.BOOLEAN,
          false,
          "Lets answers without qop in (RFC 2069); each nonce then serves once.");

  /** Answers without opaque. */
  public static final Setting<Boolean> ALLOW_MISSING_OPAQUE =
      Setting.of(
          "digest.allow-missing-opaque",
          SettingTypes.BOOLEAN,
          false,
          "Lets answers without opaque in, for devices that do not send it back: the nonce then names the context and is 22"
              + " characters longer; replay protection is the same.");

  /** Hashed user names. */
  public static final Setting<Boolean> USERHASH =
      Setting.of(
          "digest.userhash",
          SettingTypes.BOOLEAN,
          false,
          "Offers hashed user names; some clients compute the response wrongly then.");

  /** The protection space. */
  public static final Setting<String> DOMAIN =
      Setting.of(
          "digest.domain",
          SettingTypes.TEXT,
          "",
          "The protection space as URI references separated by blanks; empty: the whole server.");

  /** Authentication-Info. */
  public static final Setting<InfoMode> AUTHENTICATION_INFO =
      Setting.of(
          "digest.authentication-info",
          SettingTypes.oneOf(InfoMode::word, InfoMode.values()),
          InfoMode.RSPAUTH,
          "What is sent in Authentication-Info: nothing, the server's proof, or also a next nonce.");

  /** The rate of questions for unknown nonces. */
  public static final Setting<Integer> UNKNOWN_NONCE_RATE =
      Setting.of(
          "digest.unknown-nonce-rate",
          SettingTypes.integer(0, 100_000),
          50,
          "How many answers a second with nonces of unknown origin may be put to the authority, so that after a restart users"
              + " are not asked again; a fifth of it for one address, less while others take much; 0: none.");

  private DigestSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(
        ALGORITHMS,
        ALGORITHMS_BY_USER_AGENT,
        QOP,
        NONCE_LIFETIME,
        NONCE_KEY,
        PREVIOUS_NONCE_KEY,
        REPLAY_PROTECTION,
        REPLAY_ANSWER,
        UNKNOWN_NONCE_RATE,
        URI_CHECK,
        URI_PREFIXES,
        ALLOW_RFC2069,
        ALLOW_MISSING_OPAQUE,
        USERHASH,
        DOMAIN,
        AUTHENTICATION_INFO);
  }
}
