package dev.parley.negotiate.options;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.negotiate.identity.PrincipalMapping;
import java.util.ArrayList;
import java.util.List;

/** The checks that look at several settings of Negotiate, Kerberos and NTLM together. */
final class NegotiateChecks {
  private final Settings settings;
  private final List<Problem> problems = new ArrayList<>();
  private final boolean kerberos;
  private final boolean ntlm;

  private NegotiateChecks(Settings settings) {
    this.settings = settings;
    List<Scheme> schemes = settings.get(NegotiateSettings.SCHEMES);
    List<MechanismChoice> mechanisms = settings.get(NegotiateSettings.MECHANISMS);
    boolean negotiate = schemes.contains(Scheme.NEGOTIATE);
    this.kerberos = negotiate && mechanisms.contains(MechanismChoice.KERBEROS);
    this.ntlm =
        schemes.contains(Scheme.NTLM) || (negotiate && mechanisms.contains(MechanismChoice.NTLM));
  }

  static void check(Settings settings) throws ConfigurationException {
    NegotiateChecks checks = new NegotiateChecks(settings);
    checks.schemes();
    checks.proxies();
    checks.certificates();
    checks.kerberos();
    checks.ntlm();
    if (!checks.problems.isEmpty()) {
      throw new ConfigurationException(checks.problems, true);
    }
  }

  private void wrong(Setting<?> setting, String allowed, String mend) {
    problems.add(settings.problem(setting, allowed, mend));
  }

  private void schemes() {
    List<Scheme> schemes = settings.get(NegotiateSettings.SCHEMES);
    if (schemes.isEmpty()) {
      wrong(
          NegotiateSettings.SCHEMES,
          "at least one scheme",
          "leave the key out for the default, or take negotiate out of packages");
    }
    boolean negotiate = schemes.contains(Scheme.NEGOTIATE);
    if (negotiate && settings.get(NegotiateSettings.MECHANISMS).isEmpty()) {
      wrong(
          NegotiateSettings.MECHANISMS,
          "at least one mechanism",
          "leave the key out for the default");
    }
    if (!negotiate && settings.isSet(NegotiateSettings.MECHANISMS)) {
      wrong(
          NegotiateSettings.MECHANISMS,
          "nothing, since negotiate.schemes does not hold negotiate",
          "add it, or take this out");
    }
    if (!kerberos) {
      refuse(KerberosSettings.all(), "the mechanism kerberos is not offered");
      refuse(List.of(NegotiateSettings.KNOWN_ACCOUNTS_ONLY), "kerberos is not offered");
    }
    if (!ntlm) {
      refuse(NtlmSettings.all(), "NTLM is not offered");
    }
  }

  private void refuse(List<Setting<?>> unused, String since) {
    for (Setting<?> each : unused) {
      if (settings.isSet(each)) {
        wrong(
            each,
            "nothing, since " + since,
            "add it to negotiate.mechanisms or negotiate.schemes, or take this out");
      }
    }
  }

  private void proxies() {
    boolean proxies = !settings.get(CoreSettings.TRUSTED_PROXIES).isEmpty();
    boolean kept = settings.get(NegotiateSettings.PROXY_KEEPS_CONNECTIONS);
    boolean byConnection = ntlm || settings.get(NegotiateSettings.KEEP) == KeepMode.CONNECTION;
    if (proxies && byConnection && !kept) {
      wrong(
          NegotiateSettings.PROXY_KEEPS_CONNECTIONS,
          "true, since trusted-proxies is set, and NTLM or negotiate.keep=connection takes a"
              + " connection for one client's",
          "set it only if the proxy never sends two clients' requests over one connection;"
              + " otherwise offer Kerberos alone, for each request");
    }
  }

  private void certificates() {
    boolean off = settings.get(NegotiateSettings.CHANNEL_BINDINGS) == BindingMode.OFF;
    List<Setting<?>> sources =
        List.of(
            NegotiateSettings.CERTIFICATES,
            NegotiateSettings.KEYSTORE,
            NegotiateSettings.KEYSTORE_PASSWORD_FILE);
    for (Setting<?> each : sources) {
      if (off && settings.isSet(each)) {
        wrong(
            each,
            "nothing, since negotiate.channel-bindings is off",
            "switch them on, or take this out");
      }
    }
    boolean store = settings.isSet(NegotiateSettings.KEYSTORE);
    boolean password = settings.isSet(NegotiateSettings.KEYSTORE_PASSWORD_FILE);
    if (password && !store) {
      wrong(
          NegotiateSettings.KEYSTORE_PASSWORD_FILE,
          "nothing without negotiate.keystore",
          "name the keystore, or take this out");
    }
  }

  private void kerberos() {
    if (!kerberos) {
      return;
    }
    if (settings.get(KerberosSettings.KEYTAB).isEmpty()) {
      wrong(
          KerberosSettings.KEYTAB,
          "at least one keytab",
          "export one with the key of HTTP/<the host that clients name>; for NTLM without Kerberos"
              + " set negotiate.mechanisms = ntlm and negotiate.schemes = negotiate, ntlm");
    }
    if (settings.get(KerberosSettings.ENCTYPES).isEmpty()) {
      wrong(
          KerberosSettings.ENCTYPES,
          "at least one encryption type",
          "leave the key out for the default");
    }
    try {
      PrincipalMapping.of(settings.get(KerberosSettings.PRINCIPAL_MAPPING));
    } catch (IllegalArgumentException e) {
      wrong(
          KerberosSettings.PRINCIPAL_MAPPING,
          "rules: full, strip REALM, pattern = account, any of them after shared",
          String.valueOf(e.getMessage()));
    }
  }

  private void ntlm() {
    boolean names = !settings.get(NtlmSettings.TARGET_NAMES).isEmpty();
    boolean checked = settings.get(NtlmSettings.TARGET_CHECK) != BindingMode.OFF;
    if (checked && !names) {
      wrong(
          NtlmSettings.TARGET_NAMES,
          "at least one name, since ntlm.target-check is on",
          "name the service as its clients do");
    }
    if (names && !checked) {
      wrong(
          NtlmSettings.TARGET_CHECK,
          "when-supported or required, since ntlm.target-names is set",
          "switch the check on, or take the names out");
    }
  }
}
