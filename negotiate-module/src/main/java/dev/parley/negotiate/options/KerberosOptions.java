package dev.parley.negotiate.options;

import dev.parley.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is chosen about Kerberos, after all checks.
 *
 * @param keytabs as the settings have them, not yet resolved
 * @param serviceNames for which names tickets are taken
 * @param enctypes the names of the permitted ones
 * @param clockSkew how far clocks may be apart
 * @param checkAddresses whether the addresses in tickets count
 * @param realmsWithoutPac the realms whose tickets' names count without a PAC
 * @param trustedTransit the realms that may stand on the way
 * @param replayCacheMax how many authenticators are remembered at the most
 * @param replayCacheShare how many of them may be of one client while there are no others
 * @param keepTickets how long tickets are kept opened
 * @param principalMapping the rules
 * @param delegation whether forwarded credentials are handed on
 */
public record KerberosOptions(
    List<Path> keytabs,
    ServiceNames serviceNames,
    Set<String> enctypes,
    Duration clockSkew,
    boolean checkAddresses,
    Set<String> realmsWithoutPac,
    Set<String> trustedTransit,
    int replayCacheMax,
    int replayCacheShare,
    Duration keepTickets,
    List<String> principalMapping,
    boolean delegation) {
  /** Copies the collections. */
  public KerberosOptions {
    keytabs = List.copyOf(keytabs);
    enctypes = Set.copyOf(enctypes);
    realmsWithoutPac = Set.copyOf(realmsWithoutPac);
    trustedTransit = Set.copyOf(trustedTransit);
    principalMapping = List.copyOf(principalMapping);
  }

  /** Reads the options of settings that {@link NegotiateOptions#read} has checked. */
  public static KerberosOptions read(Settings settings) {
    int replayCacheMax = settings.get(KerberosSettings.REPLAY_CACHE_MAX);
    long percent = settings.get(KerberosSettings.REPLAY_CACHE_SHARE);
    return new KerberosOptions(
        settings.get(KerberosSettings.KEYTAB),
        settings.get(KerberosSettings.SERVICE_NAMES),
        Set.copyOf(settings.get(KerberosSettings.ENCTYPES)),
        settings.get(KerberosSettings.CLOCK_SKEW),
        settings.get(KerberosSettings.CHECK_ADDRESSES),
        Set.copyOf(settings.get(KerberosSettings.REALMS_WITHOUT_PAC)),
        Set.copyOf(settings.get(KerberosSettings.TRUSTED_TRANSIT)),
        replayCacheMax,
        Math.toIntExact(replayCacheMax * percent / 100),
        settings.get(KerberosSettings.KEEP_TICKETS),
        settings.get(KerberosSettings.PRINCIPAL_MAPPING),
        settings.get(KerberosSettings.DELEGATION));
  }
}
