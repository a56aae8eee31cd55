package dev.parley.engine;

import dev.parley.audit.AuditLog;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.Throttle;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.GuardSettings;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.context.AccountKeys;
import dev.parley.context.CaffeineAccountKeys;
import dev.parley.context.CaffeineContextCache;
import dev.parley.context.ContextCache;
import dev.parley.context.Forgetter;
import dev.parley.files.FileWatch;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.SecurityPackages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one filter runs with, put together from a configuration: authority with its
 * guards, kept contexts, packages, engine. Thread-safe once built.
 */
public final class AuthenticationService implements AutoCloseable {

  /**
   * What is given in Java rather than by settings.
   *
   * @param authority the authority, which stays its giver's to close; null for that of the settings
   * @param ntlmAuthority the authority for NTLM, likewise; null for {@code authority}, if that can
   *     do NTLM, or that of the settings
   * @param accounts the directory of accounts that have a ticket; null as for {@code ntlmAuthority}
   * @param auditLogs take the audit events
   * @param clock the time
   * @param random a cryptographically secure source
   * @param resolve says where the path that a setting holds leads
   * @param warnings takes what is dangerous about the settings; null for the log
   */
  public record Parts(
      @Nullable DigestAuthority authority,
      @Nullable NtlmAuthority ntlmAuthority,
      @Nullable AccountDirectory accounts,
      List<AuditLog> auditLogs,
      InstantSource clock,
      RandomGenerator random,
      BiFunction<Setting<?>, Path, Path> resolve,
      @Nullable Consumer<Warning> warnings) {
    /** Copies the list. */
    public Parts {
      auditLogs = List.copyOf(auditLogs);
    }

    /** With one authority, for whatever it can do, and warnings in the log. */
    public Parts(
        @Nullable DigestAuthority authority,
        List<AuditLog> auditLogs,
        InstantSource clock,
        RandomGenerator random,
        BiFunction<Setting<?>, Path, Path> resolve) {
      this(authority, null, null, auditLogs, clock, random, resolve, null);
    }
  }

  /** Or the idle time of contexts, if that is shorter. */
  private static final Duration TIDY_INTERVAL = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationService.class);

  private final Settings settings;
  private final Naming naming;
  private final InstantSource clock;
  private final Counters counters = new Counters();
  private final List<AutoCloseable> closeables;
  private final PathRules pathRules;
  private final SecurityPackages packages;
  private final ContextCache cache;
  private final AuthenticationEngine engine;
  private final Contexts contexts;
  private final PasswordLogon passwordLogon;

  private AuthenticationService(
      Configuration configuration,
      Parts parts,
      @Nullable Place place,
      List<AutoCloseable> closeables)
      throws ConfigurationException {
    this.closeables = closeables;
    this.settings = configuration.settings();
    this.naming = new Naming(settings, place);
    this.clock = parts.clock();
    this.pathRules = PathRules.of(settings);
    InstantSource steady = SteadyClock.of(parts.clock());
    this.cache = contextCache(settings, counters, steady);
    AccountKeys accountKeys =
        new CaffeineAccountKeys(
            settings.get(CoreSettings.ACCOUNT_KEY_MAX),
            settings.get(CoreSettings.ACCOUNT_KEY_LIFETIME),
            cache.changes(),
            steady);
    closeables.add(cache);
    closeables.add(accountKeys);
    counters.contextsHeldBy(cache::size);
    Authorities authorities = Authorities.of(settings, parts, counters, closeables);
    LoginThrottle throttle = authorities.throttle(settings);
    PackageServices services =
        new PackageServices(
            cache,
            accountKeys,
            authorities.digest(),
            authorities.ntlm(),
            authorities.lookups(throttle, settings),
            throttle,
            counters,
            steady,
            parts.clock(),
            parts.random(),
            parts.resolve());
    List<AuditLog> logs = auditLogs(settings, parts, counters, closeables);
    this.packages = new SecurityPackages(packages(configuration, services, closeables));
    this.engine =
        new AuthenticationEngine(
            packages.packages(), counters, logs, parts.clock(), naming, policy(settings));
    closeables.add(engine);
    closeables.add(upkeep(accountKeys, throttle));
    AuditTrail audit = new AuditTrail(counters, logs, parts.clock(), naming);
    Forgetter forgetter = new Forgetter(cache, accountKeys);
    this.contexts = new Contexts(cache, forgetter, audit);
    authorities.addListener(forgetter, throttle);
    this.passwordLogon =
        new PasswordLogon(
            settings.get(CoreSettings.REALM),
            authorities.digest(),
            throttle,
            cache.changes(),
            audit,
            parts.random());
    manage();
    closeables.add(Warnings.start(configuration, authorities::users, parts));
    tellReady(authorities);
  }

  private static ContextCache contextCache(
      Settings settings, Counters counters, InstantSource steady) {
    return new CaffeineContextCache(
        CoreSettings.contextPlaces(settings),
        settings.get(CoreSettings.CONTEXT_IDLE),
        settings.get(CoreSettings.CONTEXT_LIFETIME),
        counters,
        steady);
  }

  /** On a server without requests nothing else frees what is over. */
  private FileWatch upkeep(AccountKeys accountKeys, Throttle throttle) {
    Duration idle = settings.get(CoreSettings.CONTEXT_IDLE);
    return FileWatch.start(
        "kept contexts",
        () -> {
          cache.tidy();
          accountKeys.tidy();
          throttle.tidy();
          engine.tidy();
          return false;
        },
        idle.compareTo(TIDY_INTERVAL) < 0 ? idle : TIDY_INTERVAL);
  }

  private void tellReady(Authorities authorities) {
    LOG.info(
        "Parley is ready: {}, packages {}, authority {}",
        naming.get(),
        settings.get(CoreSettings.PACKAGES),
        authorities.digest().name());
  }

  private static List<AuditLog> auditLogs(
      Settings settings, Parts parts, Counters counters, List<AutoCloseable> closeables) {
    List<AuditLog> logs = new ArrayList<>();
    for (AuditLog each : parts.auditLogs()) {
      AuditQueue queue = new AuditQueue(each, counters);
      closeables.add(queue);
      logs.add(settings.get(CoreSettings.AUDIT_CHALLENGES) ? new EveryChallenge(queue) : queue);
    }
    return logs;
  }

  private static List<SecurityPackage> packages(
      Configuration configuration, PackageServices services, List<AutoCloseable> closeables)
      throws ConfigurationException {
    List<SecurityPackage> packages = new ArrayList<>();
    for (PackageProvider each : configuration.packages()) {
      List<SecurityPackage> made = each.create(configuration.settings(), services);
      closeables.addAll(made);
      packages.addAll(made);
    }
    OfferRules.check(configuration.settings(), packages);
    return packages;
  }

  private static AuthenticationEngine.Policy policy(Settings settings) {
    return new AuthenticationEngine.Policy(
        settings.get(CoreSettings.CREDENTIALS_LIMIT),
        settings.get(GuardSettings.BREAKER_PAUSE),
        OfferRules.of(settings));
  }

  private void manage() {
    if (settings.get(CoreSettings.MX_BEAN)) {
      String[] names =
          packages.enumerateSecurityPackages().stream()
              .map(PackageInfo::name)
              .toArray(String[]::new);
      Management management = new Management(counters, contexts, names);
      closeables.add(management);
      naming.register(management);
    }
  }

  /**
   * Puts a service together. Closes what it has opened when it throws, whatever it throws.
   *
   * @throws ConfigurationException when a file cannot be read, or a package finds its settings
   *     contradictory
   */
  public static AuthenticationService of(Configuration configuration, Parts parts)
      throws ConfigurationException {
    return of(configuration, parts, null);
  }

  /**
   * The same for a filter that a container has, or will have.
   *
   * @param place where; null when no container has it yet
   */
  public static AuthenticationService of(
      Configuration configuration, Parts parts, @Nullable Place place)
      throws ConfigurationException {
    List<AutoCloseable> closeables = Closing.list();
    try {
      return new AuthenticationService(configuration, parts, place, closeables);
    } catch (ConfigurationException | RuntimeException | Error e) {
      Closing.all(closeables);
      throw e;
    }
  }

  /** What the filter is called. */
  public FilterName name() {
    return naming.get();
  }

  /** A container has put the filter somewhere; of several places the first one counts. */
  public void place(Place place) {
    naming.place(place);
  }

  /** The time. */
  public InstantSource clock() {
    return clock;
  }

  /** The settings. */
  public Settings settings() {
    return settings;
  }

  /** The counters. */
  public Counters counters() {
    return counters;
  }

  /** Which rule a path has. */
  public PathRules pathRules() {
    return pathRules;
  }

  /** The security packages that are offered. */
  public SecurityPackages packages() {
    return packages;
  }

  /** The engine. */
  public AuthenticationEngine engine() {
    return engine;
  }

  /** The kept contexts, for operators. */
  public Contexts contexts() {
    return contexts;
  }

  /** Verifies passwords that the application was given. */
  public PasswordLogon passwordLogon() {
    return passwordLogon;
  }

  /** Ends everything, in the reverse of the order in which it was made; destroys all keys. */
  @Override
  public void close() {
    Closing.all(closeables);
  }
}
