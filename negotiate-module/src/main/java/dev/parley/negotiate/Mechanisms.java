package dev.parley.negotiate;

import dev.parley.authority.guard.AccountLookups;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.files.UnusableFileException;
import dev.parley.http.HttpExchange;
import dev.parley.negotiate.binding.CertificateSource;
import dev.parley.negotiate.context.Connections;
import dev.parley.negotiate.context.NegotiateServer;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.kerberos.ClientMapper;
import dev.parley.negotiate.kerberos.KerberosMechanism;
import dev.parley.negotiate.kerberos.KerberosPolicy;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.kerberos.keytab.KeytabFiles;
import dev.parley.negotiate.kerberos.pac.PacClientMapper;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.ntlm.NtlmMechanism;
import dev.parley.negotiate.ntlm.NtlmPolicy;
import dev.parley.negotiate.options.BindingMode;
import dev.parley.negotiate.options.KerberosOptions;
import dev.parley.negotiate.options.KerberosSettings;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.options.NegotiateSettings;
import dev.parley.negotiate.options.NtlmOptions;
import dev.parley.negotiate.options.ServiceNames;
import dev.parley.sspi.Identity;
import dev.parley.sspi.PackageInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mechanisms that the settings ask for, and what they stand on. Thread-safe once made. */
final class Mechanisms {
  private static final Logger LOG = LoggerFactory.getLogger(Mechanisms.class);

  private final Settings settings;
  private final NegotiateOptions options;
  private final PackageServices services;
  private final Connections connections;
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
  private @Nullable CertificateSource certificates;
  private @Nullable Mechanism kerberos;
  private @Nullable Mechanism ntlm;

  private Mechanisms(Settings settings, NegotiateOptions options, PackageServices services) {
    this.settings = settings;
    this.options = options;
    this.services = services;
    this.connections = new Connections(options);
  }

  /**
   * Makes them.
   *
   * @throws ConfigurationException when a file can not be used, or an authority is missing
   */
  static Mechanisms open(Settings settings, NegotiateOptions options, PackageServices services)
      throws ConfigurationException {
    Mechanisms made = new Mechanisms(settings, options, services);
    try {
      made.openCertificates();
      RoleMapping roles =
          new RoleMapping(
              settings.get(NegotiateSettings.ROLES_BY_GROUP),
              settings.get(NegotiateSettings.GROUPS_ARE_ROLES));
      if (options.kerberos()) {
        made.openKerberos(roles);
      }
      if (options.anyNtlm()) {
        made.openNtlm(roles);
      }
      return made;
    } catch (ConfigurationException | RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }

  private void openCertificates() throws ConfigurationException {
    if (options.bindings() == BindingMode.OFF) {
      return;
    }
    CertificateSource.Files files =
        new CertificateSource.Files(
            resolve(NegotiateSettings.CERTIFICATES, settings.get(NegotiateSettings.CERTIFICATES)),
            resolve(NegotiateSettings.KEYSTORE),
            resolve(NegotiateSettings.KEYSTORE_PASSWORD_FILE),
            true);
    try {
      certificates = CertificateSource.open(files, reloadInterval());
      closeables.push(certificates);
    } catch (UnusableFileException e) {
      throw unusable(
          e.file().equals(files.keyStore())
              ? NegotiateSettings.KEYSTORE
              : e.file().equals(files.keyStorePassword())
                  ? NegotiateSettings.KEYSTORE_PASSWORD_FILE
                  : NegotiateSettings.CERTIFICATES,
          e);
    }
  }

  private void openKerberos(RoleMapping roles) throws ConfigurationException {
    boolean knownOnly = settings.get(NegotiateSettings.KNOWN_ACCOUNTS_ONLY);
    if (knownOnly && services.accounts().equals(AccountLookups.NONE)) {
      throw new ConfigurationException(
          List.of(
              settings.problem(
                  NegotiateSettings.KNOWN_ACCOUNTS_ONLY,
                  "false, since nobody knows any account",
                  "name the accounts in a users-file, or give an AccountDirectory in Java")),
          true);
    }
    KerberosOptions chosen = KerberosOptions.read(settings);
    KeytabFiles keys;
    try {
      keys = KeytabFiles.open(resolve(KerberosSettings.KEYTAB, chosen.keytabs()), reloadInterval());
    } catch (UnusableFileException e) {
      throw unusable(KerberosSettings.KEYTAB, e);
    }
    closeables.push(keys);
    ClientMapper mapper =
        new PacClientMapper(
            PrincipalMapping.of(chosen.principalMapping()),
            roles,
            new AccountRules(services.accounts(), knownOnly),
            chosen.realmsWithoutPac());
    KerberosPolicy policy =
        new KerberosPolicy(
            chosen.enctypes().stream()
                .flatMap(each -> Enctype.ofName(each).stream())
                .collect(Collectors.toSet()),
            chosen.clockSkew(),
            policy(options.bindings()),
            chosen.checkAddresses(),
            chosen.delegation(),
            chosen.replayCacheMax(),
            chosen.replayCacheShare(),
            chosen.keepTickets(),
            chosen.trustedTransit(),
            chosen.serviceNames() == ServiceNames.SAME_CLASS,
            services.timeOfDay(),
            new StripedRandom());
    kerberos = new KerberosMechanism(policy, keys, mapper, services.contexts().changes());
    closeables.push(kerberos);
  }

  private void openNtlm(RoleMapping roles) throws ConfigurationException {
    NtlmOptions chosen = NtlmOptions.read(settings);
    if (services.ntlmAuthority() == null) {
      throw withoutNtHashes();
    }
    NtlmPolicy policy =
        new NtlmPolicy(
            chosen.requireMic(),
            policy(options.bindings()),
            policy(chosen.targetCheck()),
            chosen.targetNames(),
            chosen.anonymous(),
            NtlmPolicy.DEFAULT_TIME_DIFFERENCE,
            services.timeOfDay(),
            services.random());
    ntlm =
        new NtlmMechanism(
            policy,
            services.ntlmAuthority(),
            services.contexts().changes(),
            services.throttle(),
            (accepted, domain, account) ->
                withRoles(accepted.identity(), roles.roles(accepted.groups())));
    closeables.push(ntlm);
  }

  private ConfigurationException withoutNtHashes() {
    boolean htdigest = settings.isSet(CoreSettings.HTDIGEST_FILE);
    return new ConfigurationException(
        List.of(
            settings.problem(
                htdigest ? CoreSettings.HTDIGEST_FILE : CoreSettings.USERS_FILE,
                htdigest
                    ? "nothing, since NTLM is offered, and an htdigest file has no NT hashes"
                    : "a users file with NT hashes, since NTLM is offered",
                "set users-file to such a file, or give an NtlmAuthority in Java, or take ntlm out of"
                    + " negotiate.mechanisms and negotiate.schemes")),
        true);
  }

  private static Identity withRoles(Identity identity, Set<String> more) {
    if (more.isEmpty()) {
      return identity;
    }
    Set<String> all = new HashSet<>(identity.roles());
    all.addAll(more);
    return new Identity(identity.name(), identity.authority(), all);
  }

  private static BindingPolicy policy(BindingMode mode) {
    return switch (mode) {
      case OFF -> BindingPolicy.OFF;
      case WHEN_SUPPORTED -> BindingPolicy.WHEN_SUPPORTED;
      case REQUIRED -> BindingPolicy.REQUIRED;
    };
  }

  private Duration reloadInterval() {
    return settings.get(CoreSettings.USERS_RELOAD_INTERVAL);
  }

  private List<Path> resolve(Setting<?> setting, List<Path> paths) {
    return paths.stream().map(path -> services.resolve().apply(setting, path)).toList();
  }

  private @Nullable Path resolve(Setting<Path> setting) {
    return settings.isSet(setting)
        ? services.resolve().apply(setting, settings.get(setting))
        : null;
  }

  private ConfigurationException unusable(Setting<?> setting, UnusableFileException e) {
    return new ConfigurationException(
        List.of(
            settings.problem(setting, "files that can be used", String.valueOf(e.getMessage()))));
  }

  /** What serves the scheme Negotiate, the mechanisms in the order of preference. */
  NegotiateServer.Parts ofNegotiate(PackageInfo info) {
    List<Mechanism> both = new ArrayList<>();
    if (kerberos != null) {
      both.add(kerberos);
    }
    if (ntlm != null && options.ntlm()) {
      both.add(ntlm);
    }
    return parts(info, false, both);
  }

  /** What serves the scheme NTLM. */
  NegotiateServer.Parts ofNtlm(PackageInfo info) {
    return parts(info, true, ntlm == null ? List.of() : List.of(ntlm));
  }

  /** Both packages are named as their scheme. */
  private NegotiateServer.Parts parts(
      PackageInfo info, boolean bareNtlm, List<Mechanism> mechanisms) {
    return new NegotiateServer.Parts(
        info,
        info.name(),
        bareNtlm,
        mechanisms,
        options,
        connections,
        this::bindingsFor,
        this::close);
  }

  /** The channel bindings that hold for a request's connection. */
  private List<byte[]> bindingsFor(HttpExchange exchange) {
    return certificates == null ? List.of() : certificates.bindingsFor(exchange);
  }

  /** Ends them, the last made first, and the others where one fails. May be called again. */
  private synchronized void close() {
    while (!closeables.isEmpty()) {
      AutoCloseable last = closeables.pop();
      try {
        last.close();
      } catch (Exception | Error e) {
        tell(last, e);
      }
    }
  }

  private static void tell(AutoCloseable part, Throwable failure) {
    try {
      // The message of a linkage error names a class, that of any other may hold a secret.
      String what =
          failure instanceof LinkageError ? failure.toString() : failure.getClass().getName();
      LOG.warn("{} does not close: {}", part.getClass().getName(), what);
    } catch (RuntimeException | LinkageError e) {
      // The log is gone too; what is left has to be closed all the same.
      return;
    }
  }
}
