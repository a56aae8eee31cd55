package dev.parley.config;

import dev.parley.context.ContextPlaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of the filter itself; {@link GuardSettings} has those of the guards, packages bring
 * their own.
 */
public final class CoreSettings {

  /** Where a trusted proxy writes the client's address. */
  public enum ForwardedHeader {
    /** Nowhere: the peer is the client. */
    NONE,
    /** {@code X-Forwarded-For}. */
    X_FORWARDED_FOR,
    /** {@code Forwarded}, RFC 7239. */
    FORWARDED
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final SettingType<List<PathPattern>> PATHS =
      SettingTypes.listOf(PathPattern.TYPE, false);

  /** Required. */
  public static final Setting<String> REALM =
      Setting.of("realm", SettingTypes.line(200), "", "Realm of the challenges; required.");

  /** Which packages, in the order of their challenges. */
  public static final Setting<List<String>> PACKAGES =
      Setting.of(
          "packages",
          SettingTypes.listOf(SettingTypes.line(40), false),
          List.of("digest"),
          "Security packages that are offered, in this order.");

  private static final SettingType<List<String>> SCHEMES =
      SettingTypes.listOf(SettingTypes.line(40), false);

  /** Other schemes for some paths. */
  public static final Setting<Map<String, List<String>>> SCHEMES_BY_PATH =
      Setting.of(
          "schemes-by-path",
          SettingTypes.mapOf("a path", SCHEMES),
          Map.of(),
          "Authentication schemes of some paths, in the order of their challenges; no other is"
              + " taken there. The most specific pattern wins.");

  /** Other schemes for some clients. */
  public static final Setting<Map<String, List<String>>> SCHEMES_BY_USER_AGENT =
      Setting.of(
          "schemes-by-user-agent",
          SettingTypes.mapOf("pattern with * for any text", SCHEMES),
          Map.of(),
          "Authentication schemes for clients whose User-Agent matches a pattern, in the order of"
              + " their challenges; the first that matches counts. Where schemes-by-path has a list"
              + " too, only what stands in both is offered, or that list if nothing does.");

  /** An embedded authority. */
  public static final Setting<Path> USERS_FILE =
      Setting.ofFiles(
          "users-file",
          SettingTypes.file(),
          Path.of(""),
          Setting.Holds.SECRET_FILES,
          "JSON users file to verify against.");

  /** An embedded authority. */
  public static final Setting<Path> HTDIGEST_FILE =
      Setting.ofFiles(
          "htdigest-file",
          SettingTypes.file(),
          Path.of(""),
          Setting.Holds.SECRET_FILES,
          "Apache htdigest file to verify against.");

  /** For NTLM. */
  public static final Setting<String> USERS_DOMAIN =
      Setting.of(
          "users-domain",
          SettingTypes.line(15),
          "",
          "NetBIOS name of the domain that the users file stands for, as NTLM clients are told;"
              + " otherwise the name of the computer.");

  /** How often files are looked at. */
  public static final Setting<Duration> USERS_RELOAD_INTERVAL =
      Setting.of(
          "users-reload-interval",
          SettingTypes.duration(Duration.ZERO, DAY),
          Duration.ofSeconds(2),
          "How often users file, keytabs and certificates are looked at for changes; 0 never.");

  /** Credentials required. */
  public static final Setting<List<PathPattern>> PROTECTED_PATHS =
      Setting.of(
          "protected-paths",
          PATHS,
          List.of(PathPattern.parse("/*")),
          "Paths that require a known user; the most specific pattern of all lists wins.");

  /** Credentials ignored. */
  public static final Setting<List<PathPattern>> OPEN_PATHS =
      Setting.of("open-paths", PATHS, List.of(), "Paths open to all; credentials are ignored.");

  /** Credentials taken when offered. */
  public static final Setting<List<PathPattern>> OPTIONAL_PATHS =
      Setting.of(
          "optional-paths",
          PATHS,
          List.of(),
          "Paths open to all, where a user who offers credentials is known; wrong ones get 401.");

  /** CORS. */
  public static final Setting<Boolean> ALLOW_CORS_PREFLIGHT =
      Setting.of(
          "allow-cors-preflight",
          SettingTypes.BOOLEAN,
          false,
          "Lets CORS preflight requests pass, which never carry credentials.");

  /** Authorization. */
  public static final Setting<Map<String, List<String>>> REQUIRED_ROLES =
      Setting.of(
          "required-roles",
          SettingTypes.mapOf("a path", SettingTypes.listOf(SettingTypes.line(200), false)),
          Map.of(),
          "Roles of which a user needs one, by path; such paths are protected.");

  /** Cache bound. */
  public static final Setting<Integer> CONTEXT_MAX =
      Setting.of(
          "context-max",
          SettingTypes.integer(1, 50_000_000),
          100_000,
          "Most security contexts kept; beyond it those go that were not used for the longest"
              + " time.");

  /** Share of one account. */
  public static final Setting<Integer> CONTEXT_SHARE_ACCOUNT =
      Setting.of(
          "context-share-account",
          SettingTypes.integer(1, 100),
          25,
          "Per cent of context-max that one account may have, one at least; beyond it a new context"
              + " takes the place of its own least recently used.");

  /** Share of one address. */
  public static final Setting<Integer> CONTEXT_SHARE_ADDRESS =
      Setting.of(
          "context-share-address",
          SettingTypes.integer(1, 100),
          50,
          "The same for the clients of one address (of IPv6: /64); 100 where all come through a"
              + " proxy that is not in trusted-proxies.");

  /** Idle expiry. */
  public static final Setting<Duration> CONTEXT_IDLE =
      Setting.of(
          "context-idle",
          SettingTypes.duration(SECOND, Duration.ofDays(30)),
          Duration.ofHours(1),
          "How long an unused context is kept.");

  /** Absolute expiry. */
  public static final Setting<Duration> CONTEXT_LIFETIME =
      Setting.of(
          "context-lifetime",
          SettingTypes.duration(SECOND, Duration.ofDays(30)),
          Duration.ofHours(10),
          "How long a context serves at most before the authority is asked again.");

  /** Keys kept by account. */
  public static final Setting<Duration> ACCOUNT_KEY_LIFETIME =
      Setting.of(
          "account-key-lifetime",
          SettingTypes.duration(Duration.ZERO, DAY),
          Duration.ofMinutes(5),
          "How long keys are also kept by account, for clients that take a new challenge for"
              + " every request; 0 switches it off.");

  /** Bound of keys kept by account. */
  public static final Setting<Integer> ACCOUNT_KEY_MAX =
      Setting.of(
          "account-key-max",
          SettingTypes.integer(1, 10_000_000),
          10_000,
          "Most keys kept by account.");

  /** Entities. */
  public static final Setting<Long> ENTITY_LIMIT =
      Setting.of(
          "entity-limit",
          SettingTypes.size(0, 1L << 40),
          16L << 20,
          "Longest request entity that is hashed for qop auth-int; 413 beyond it.");

  /** Entities. */
  public static final Setting<Long> ENTITY_MEMORY =
      Setting.of(
          "entity-memory",
          SettingTypes.size(0, 1L << 30),
          64L << 10,
          "Part of it that is held in memory; the rest goes to a temporary file.");

  /** Entities. */
  public static final Setting<Long> RESPONSE_ENTITY_LIMIT =
      Setting.of(
          "response-entity-limit",
          SettingTypes.size(0, 1L << 30),
          64L << 10,
          "Longest response entity that is held back for an auth-int rspauth; longer ones go"
              + " without.");

  /** Bound of the field. */
  public static final Setting<Integer> CREDENTIALS_LIMIT =
      Setting.of(
          "credentials-limit",
          SettingTypes.integer(256, 16_384),
          8192,
          "Longest Authorization value in characters; 400 beyond it.");

  /** Proxies. */
  public static final Setting<ForwardedHeader> FORWARDED_HEADER =
      Setting.of(
          "forwarded-header",
          SettingTypes.oneOf(SettingTypes::word, ForwardedHeader.values()),
          ForwardedHeader.NONE,
          "Field in which trusted proxies name the client's address.");

  /** Proxies. */
  public static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      Setting.of(
          "trusted-proxies",
          SettingTypes.listOf(AddressRange.TYPE, true),
          List.of(),
          "Addresses of the proxies whose forwarded-header is believed.");

  /** Audit. */
  public static final Setting<Boolean> AUDIT_CHALLENGES =
      Setting.of(
          "audit-challenges",
          SettingTypes.BOOLEAN,
          false,
          "Gives audit logs every challenge too; otherwise only the debug level of the log has"
              + " them.");

  /** Management. Empty for the context path. */
  public static final Setting<String> APPLICATION =
      Setting.of(
          "application",
          SettingTypes.line(100),
          "",
          "What the application is called in the MXBean, audit lines and meters; without it the"
              + " context path, / for the root, or embedded for a filter built in Java that no"
              + " container has initialised.");

  /** Management. Empty for that of the registration. */
  public static final Setting<String> NAME =
      Setting.of(
          "name",
          SettingTypes.line(100),
          "",
          "What the filter is called there; without it by its filter-name, or parley.");

  /** Management. */
  public static final Setting<Boolean> MX_BEAN =
      Setting.of("mx-bean", SettingTypes.BOOLEAN, true, "Registers the MXBean.");

  /** Sources. */
  public static final Setting<Path> CONFIG_FILE =
      Setting.ofFiles(
          "config-file",
          SettingTypes.file(),
          Path.of(""),
          Setting.Holds.TRUSTED_FILES,
          "JSON file with settings; what is set beside it wins. Only as init-param or builder"
              + " setting.");

  private static final List<Setting<?>> ALL =
      List.of(
          REALM,
          PACKAGES,
          SCHEMES_BY_PATH,
          SCHEMES_BY_USER_AGENT,
          USERS_FILE,
          HTDIGEST_FILE,
          USERS_DOMAIN,
          USERS_RELOAD_INTERVAL,
          PROTECTED_PATHS,
          OPEN_PATHS,
          OPTIONAL_PATHS,
          ALLOW_CORS_PREFLIGHT,
          REQUIRED_ROLES,
          PathSettings.AMBIGUOUS_PATHS,
          PathSettings.PATH_CASE,
          PathSettings.SUFFIX_PATTERNS_WIN,
          CONTEXT_MAX,
          CONTEXT_SHARE_ACCOUNT,
          CONTEXT_SHARE_ADDRESS,
          CONTEXT_IDLE,
          CONTEXT_LIFETIME,
          ACCOUNT_KEY_LIFETIME,
          ACCOUNT_KEY_MAX,
          GuardSettings.AUTHORITY_DEADLINE,
          GuardSettings.AUTHORITY_THREADS,
          GuardSettings.LOGONS_PER_ACCOUNT,
          GuardSettings.LOGONS_PER_ADDRESS,
          GuardSettings.WAITERS_MAX,
          GuardSettings.WAITERS_PER_ACCOUNT,
          GuardSettings.WAITERS_PER_ADDRESS,
          GuardSettings.BREAKER_FAILURES,
          GuardSettings.BREAKER_PAUSE,
          GuardSettings.LOCKOUT_FAILURES,
          GuardSettings.LOCKOUT_PAUSE,
          GuardSettings.LOCKOUT_PAUSE_MAX,
          GuardSettings.LOCKOUT_SCOPE,
          GuardSettings.ADDRESS_FAILURES,
          ENTITY_LIMIT,
          ENTITY_MEMORY,
          EntitySettings.STRANGERS_MAX,
          EntitySettings.STRANGERS_PER_ADDRESS,
          EntitySettings.STRANGERS_TOTAL,
          EntitySettings.PER_CONTEXT,
          EntitySettings.READ_TIME,
          EntitySettings.READ_RATE,
          EntitySettings.DISCARD_LIMIT,
          EntitySettings.DISCARD_TIME,
          EntitySettings.DISCARD_MAX,
          RESPONSE_ENTITY_LIMIT,
          CREDENTIALS_LIMIT,
          FORWARDED_HEADER,
          TRUSTED_PROXIES,
          AUDIT_CHALLENGES,
          APPLICATION,
          NAME,
          MX_BEAN,
          CONFIG_FILE);

  private CoreSettings() {}

  /** How many contexts are kept. */
  public static ContextPlaces contextPlaces(Settings settings) {
    return ContextPlaces.shared(
        settings.get(CONTEXT_MAX),
        settings.get(CONTEXT_SHARE_ACCOUNT),
        settings.get(CONTEXT_SHARE_ADDRESS));
  }

  /** All of them and those of the guards, in the order of the table. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
