package dev.parley.negotiate.options;

import dev.parley.config.RemovedSetting;
import dev.parley.config.Setting;
import dev.parley.config.SettingTypes;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The keys of Kerberos in the table of settings. */
public final class KerberosSettings {
  /** The service's keys. */
  public static final Setting<List<Path>> KEYTAB =
      Setting.ofFiles(
          "kerberos.keytab",
          SettingTypes.listOf(SettingTypes.file(), false),
          List.of(),
          Setting.Holds.SECRET_FILES,
          "Keytabs with the keys of this service, for any number of names and realms; replaced files are read again.");

  /** Names of one account. */
  public static final Setting<ServiceNames> SERVICE_NAMES =
      Setting.of(
          "kerberos.service-names",
          SettingTypes.oneOf(ServiceNames::word, ServiceNames.values()),
          ServiceNames.SAME_CLASS,
          "For which names tickets are taken: same-class for those of the keytab and for others of their class (HTTP) whose ticket one of"
              + " its keys opens, as when an account has several names and the keytab one; keytab for those of the keytab alone.");

  /** Permitted types, by the names that krb5 has for them. */
  public static final Setting<List<String>> ENCTYPES =
      Setting.of(
          "kerberos.enctypes",
          SettingTypes.listOf(SettingTypes.oneOf(name -> name, names()), false),
          List.of(
              Enctype.AES256_CTS_HMAC_SHA384_192.krbName(),
              Enctype.AES128_CTS_HMAC_SHA256_128.krbName(),
              Enctype.AES256_CTS_HMAC_SHA1_96.krbName(),
              Enctype.AES128_CTS_HMAC_SHA1_96.krbName()),
          "Encryption types that tickets and keys may have.");

  /** Clocks. */
  public static final Setting<Duration> CLOCK_SKEW =
      Setting.of(
          "kerberos.clock-skew",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          Duration.ofMinutes(5),
          "How far the clocks of client and server may be apart.");

  /** Addresses. */
  public static final Setting<Boolean> CHECK_ADDRESSES =
      Setting.of(
          "kerberos.check-addresses",
          SettingTypes.BOOLEAN,
          false,
          "Takes a ticket that names addresses only from one of them.");

  /** The PAC. */
  public static final Setting<List<String>> REALMS_WITHOUT_PAC =
      Setting.of(
          "kerberos.realms-without-pac",
          SettingTypes.listOf(SettingTypes.line(255), false),
          List.of(),
          "Realms whose clients are taken by the name in their ticket where no PAC says whose it is: those of KDCs that make none"
              + " (MIT before 1.20, Heimdal before 8), spelt exactly. Never that of a domain controller, which knows an account by"
              + " several names.");

  /** Realms on the way. */
  public static final Setting<List<String>> TRUSTED_TRANSIT =
      Setting.of(
          "kerberos.trusted-transit",
          SettingTypes.listOf(SettingTypes.line(255), false),
          List.of(),
          "Realms through which clients of other realms may come with tickets in which the KDC does not say that it has checked"
              + " the way; without a domain controller's PAC no others may. Each realm between the client's and the"
              + " service's has to be named.");

  /** Replay cache. */
  public static final Setting<Integer> REPLAY_CACHE_MAX =
      Setting.of(
          "kerberos.replay-cache-max",
          SettingTypes.integer(1000, 100_000_000),
          1_000_000,
          "Most authenticators remembered, so that none serves twice; about 100 octets each.");

  /** One client's part of the replay cache. */
  public static final Setting<Integer> REPLAY_CACHE_SHARE =
      Setting.of(
          "kerberos.replay-cache-share",
          SettingTypes.integer(1, 100),
          10,
          "How many percent of them may be of one client while there are no others; the fewer places are free, the fewer, so that no"
              + " client keeps the others out. One that is always refused has a hundredth of that.");

  /** Opened tickets. */
  public static final Setting<Duration> KEEP_TICKETS =
      Setting.of(
          "kerberos.keep-tickets",
          SettingTypes.duration(Duration.ZERO, Duration.ofHours(1)),
          Duration.ofMinutes(5),
          "How long the ticket of a client that was let in twice stays decrypted in memory, so that its next logons cost less; all else is"
              + " checked each time. 0 keeps none.");

  /** Principals. */
  public static final Setting<List<String>> PRINCIPAL_MAPPING =
      Setting.of(
          "kerberos.principal-mapping",
          new RuleList(),
          List.of("full"),
          "How a principal becomes an account, the first rule that fits counts: full; strip REALM; pattern = account."
              + " Two principals become one account only by a rule that begins with shared; others are text with one"
              + " group, such as ([^/]*)/admin@EXAMPLE\\.ORG = admin/$1.");

  /** Delegation. */
  public static final Setting<Boolean> DELEGATION =
      Setting.of(
          "kerberos.delegation",
          SettingTypes.BOOLEAN,
          false,
          "Hands credentials that a client has forwarded to the application.");

  private KerberosSettings() {}

  private static String[] names() {
    return Arrays.stream(Enctype.values()).map(Enctype::krbName).toArray(String[]::new);
  }

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(
        KEYTAB,
        SERVICE_NAMES,
        ENCTYPES,
        CLOCK_SKEW,
        CHECK_ADDRESSES,
        REALMS_WITHOUT_PAC,
        TRUSTED_TRANSIT,
        REPLAY_CACHE_MAX,
        REPLAY_CACHE_SHARE,
        KEEP_TICKETS,
        PRINCIPAL_MAPPING,
        DELEGATION);
  }

  /** Those of earlier versions. */
  public static List<RemovedSetting> removed() {
    return List.of(
        new RemovedSetting(
            "kerberos.require-pac",
            "take it out: a ticket needs a PAC now, unless its client's realm is named in "
                + REALMS_WITHOUT_PAC.key()));
  }
}
