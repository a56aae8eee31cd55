package dev.parley.negotiate.options;

import dev.parley.config.Setting;
import dev.parley.config.SettingType;
import dev.parley.config.SettingTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of the negotiation, and what Kerberos and NTLM have in common. */
public final class NegotiateSettings {
  /** The three modes of channel bindings and of the target check. */
  static final SettingType<BindingMode> BINDING_MODE =
      SettingTypes.oneOf(BindingMode::word, BindingMode.values());

  /** Which schemes. */
  public static final Setting<List<Scheme>> SCHEMES =
      Setting.of(
          "negotiate.schemes",
          SettingTypes.listOf(SettingTypes.oneOf(Scheme::word, Scheme.values()), false),
          List.of(Scheme.NEGOTIATE),
          "The schemes offered, in this order. The scheme ntlm is for clients that do not find NTLM inside negotiate.");

  /** Which mechanisms. */
  public static final Setting<List<MechanismChoice>> MECHANISMS =
      Setting.of(
          "negotiate.mechanisms",
          SettingTypes.listOf(
              SettingTypes.oneOf(MechanismChoice::word, MechanismChoice.values()), false),
          List.of(MechanismChoice.KERBEROS),
          "The mechanisms that the scheme negotiate can choose. Kerberos is preferred, whatever the order.");

  /** How long an identity holds. */
  public static final Setting<KeepMode> KEEP =
      Setting.of(
          "negotiate.keep",
          SettingTypes.oneOf(KeepMode::word, KeepMode.values()),
          KeepMode.REQUEST,
          "How long an identity proved by Kerberos holds: for its request, its connection, or the HTTP session, which gets"
              + " a new id. NTLM always holds for its connection; with session, for the session too. The connection counts before the"
              + " session.");

  /** Proxies. */
  public static final Setting<Boolean> PROXY_KEEPS_CONNECTIONS =
      Setting.of(
          "negotiate.proxy-keeps-connections",
          SettingTypes.BOOLEAN,
          false,
          "Says that the trusted-proxies keep a connection of their own for each client's connection. Without that, NTLM and"
              + " negotiate.keep=connection would give one client's identity to another.");

  /** Proxies that nobody has declared. */
  public static final Setting<Boolean> MANY_ACCOUNTS =
      Setting.of(
          "negotiate.many-accounts-per-connection",
          SettingTypes.BOOLEAN,
          false,
          "Lets NTLM prove an account on a connection that has carried another one. By default such a logon is refused and the connection ends, so that"
              + " the client starts again over a new one: the connection may be that of a proxy which is not in trusted-proxies.");

  /** Forgetting. */
  public static final Setting<Duration> CONNECTION_IDLE =
      Setting.of(
          "negotiate.connection-idle",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(5),
          "After which time without a request the identity of a connection is forgotten.");

  /** Bound of a token. */
  public static final Setting<Long> TOKEN_LIMIT =
      Setting.of(
          "negotiate.token-limit",
          SettingTypes.size(1024, 1 << 20),
          65_536L,
          "Longest token in octets; 400 beyond it. The container's limit for header fields has to be a third greater.");

  /** Bound of negotiations. */
  public static final Setting<Integer> MAX_NEGOTIATIONS =
      Setting.of(
          "negotiate.max-negotiations",
          SettingTypes.integer(1, 10_000_000),
          10_000,
          "Most negotiations of several legs under way at once; beyond it the oldest go. A quarter of them may be from one"
              + " address; beyond that its own oldest go.");

  /** Bound of a leg. */
  public static final Setting<Duration> LEG_TIME =
      Setting.of(
          "negotiate.leg-time",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          Duration.ofSeconds(60),
          "How long a client may take for its next leg.");

  /** Extended Protection. */
  public static final Setting<BindingMode> CHANNEL_BINDINGS =
      Setting.of(
          "negotiate.channel-bindings",
          BINDING_MODE,
          BindingMode.WHEN_SUPPORTED,
          "Whether a logon has to be bound to its TLS connection (RFC 5929 tls-server-end-point): by nobody, by clients that"
              + " can, by all.");

  /** Where TLS ends elsewhere. */
  public static final Setting<List<Path>> CERTIFICATES =
      Setting.ofFiles(
          "negotiate.certificates",
          SettingTypes.listOf(SettingTypes.file(), false),
          List.of(),
          Setting.Holds.TRUSTED_FILES,
          "PEM files with the certificates that clients see, of a proxy that ends TLS for instance; the first of each file"
              + " counts. The certificate that the container shows always counts too.");

  /** Where TLS ends elsewhere. */
  public static final Setting<Path> KEYSTORE =
      Setting.ofFiles(
          "negotiate.keystore",
          SettingTypes.file(),
          Path.of(""),
          Setting.Holds.SECRET_FILES,
          "PKCS #12 or JKS keystore with such certificates.");

  /** Its password. */
  public static final Setting<Path> KEYSTORE_PASSWORD_FILE =
      Setting.ofFiles(
          "negotiate.keystore-password-file",
          SettingTypes.file(),
          Path.of(""),
          Setting.Holds.SECRET_FILES,
          "File with the password of that keystore.");

  /** Groups to roles. */
  public static final Setting<Map<String, List<String>>> ROLES_BY_GROUP =
      Setting.of(
          "negotiate.roles-by-group",
          SettingTypes.mapOf(
              "a SID, DOMAIN\\group or group", SettingTypes.listOf(SettingTypes.line(200), false)),
          Map.of(),
          "Roles of the members of groups that a PAC or a domain controller names.");

  /** Other groups. */
  public static final Setting<Boolean> GROUPS_ARE_ROLES =
      Setting.of(
          "negotiate.groups-are-roles",
          SettingTypes.BOOLEAN,
          false,
          "Makes a role of each group that negotiate.roles-by-group leaves out, by its SID or name.");

  /** Unknown accounts. */
  public static final Setting<Boolean> KNOWN_ACCOUNTS_ONLY =
      Setting.of(
          "negotiate.known-accounts-only",
          SettingTypes.BOOLEAN,
          false,
          "Refuses clients with a good ticket whose account is not in the users file; otherwise they have the roles of"
              + " their groups only.");

  private NegotiateSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(
        SCHEMES,
        MECHANISMS,
        KEEP,
        PROXY_KEEPS_CONNECTIONS,
        MANY_ACCOUNTS,
        CONNECTION_IDLE,
        TOKEN_LIMIT,
        MAX_NEGOTIATIONS,
        LEG_TIME,
        CHANNEL_BINDINGS,
        CERTIFICATES,
        KEYSTORE,
        KEYSTORE_PASSWORD_FILE,
        ROLES_BY_GROUP,
        GROUPS_ARE_ROLES,
        KNOWN_ACCOUNTS_ONLY);
  }
}
