package dev.parley.negotiate;

import dev.parley.config.ConfigurationException;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.RemovedSetting;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.negotiate.options.KerberosSettings;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.options.NegotiateSettings;
import dev.parley.negotiate.options.NegotiateWarnings;
import dev.parley.negotiate.options.NtlmSettings;
import dev.parley.negotiate.options.Scheme;
import dev.parley.negotiate.spnego.MechType;
import dev.parley.sspi.SecurityPackage;
import java.util.ArrayList;
import java.util.List;

/** Brings Negotiate and NTLM to the filter. Found by the service loader; of no other use. */
public final class NegotiateProvider implements PackageProvider {

  /** For the service loader. */
  public NegotiateProvider() {}

  @Override
  public String name() {
    return "negotiate";
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(NegotiateSettings.all());
    all.addAll(KerberosSettings.all());
    all.addAll(NtlmSettings.all());
    return List.copyOf(all);
  }

  @Override
  public List<RemovedSetting> removedSettings() {
    return KerberosSettings.removed();
  }

  /** Kerberos needs a keytab instead; for NTLM it is looked at when the package is made. */
  @Override
  public boolean needsAuthority() {
    return false;
  }

  @Override
  public List<Warning> warnings(Settings settings, KnownUsers users) {
    try {
      return NegotiateWarnings.of(settings, NegotiateOptions.read(settings), users);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public List<SecurityPackage> create(Settings settings, PackageServices services)
      throws ConfigurationException {
    NegotiateOptions options = NegotiateOptions.read(settings);
    // Bouncy Castle is met here, not by the first logon: without it the filter does not start.
    MechType.load();
    Mechanisms mechanisms = Mechanisms.open(settings, options, services);
    List<SecurityPackage> packages = new ArrayList<>();
    for (Scheme each : options.schemes()) {
      packages.add(
          switch (each) {
            case NEGOTIATE -> new NegotiatePackage(mechanisms, services);
            case NTLM -> new NtlmPackage(mechanisms, services);
          });
    }
    return packages;
  }
}
