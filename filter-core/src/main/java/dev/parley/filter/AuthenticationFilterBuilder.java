package dev.parley.filter;

import dev.parley.audit.AuditLog;
import dev.parley.audit.Slf4jAuditLog;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.NtlmAuthority;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.JsonSettings;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageProviders;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.config.Warning;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Place;
import dev.parley.files.RegularFile;
import dev.parley.files.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Configures a filter in Java. The settings are those of the table; what is set here wins over the
 * JSON file. A relative path is resolved against the folder of the JSON file when it stands there,
 * otherwise against the working directory. Not thread-safe.
 */
public final class AuthenticationFilterBuilder {
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final List<AuditLog> auditLogs = new ArrayList<>(List.of(new Slf4jAuditLog()));
  private final List<PackageProvider> providers = new ArrayList<>();
  private @Nullable DigestAuthority authority;
  private @Nullable NtlmAuthority ntlmAuthority;
  private @Nullable AccountDirectory accounts;
  private @Nullable Consumer<Warning> warnings;
  private InstantSource clock = InstantSource.system();
  private RandomGenerator random = new SecureRandom();
  private Function<String, Path> webApplication = Path::of;
  private @Nullable Place place;

  AuthenticationFilterBuilder() {}

  /**
   * Sets a value by key.
   *
   * @param value text as in an init-param, or a Number, Boolean, List or Map
   */
  public AuthenticationFilterBuilder set(String key, Object value) {
    given.put(key, Objects.requireNonNull(value, key));
    return this;
  }

  /** Sets a value of the setting's own type. */
  public <T> AuthenticationFilterBuilder set(Setting<T> setting, T value) {
    return set(setting.key(), setting.type().write(value));
  }

  /** Reads settings from a JSON file. */
  public AuthenticationFilterBuilder configFile(Path file) {
    return set(CoreSettings.CONFIG_FILE, file);
  }

  /**
   * Verifies with this authority, which stays the caller's to close. It serves NTLM too when it is
   * an {@link NtlmAuthority}, and tells the roles of accounts with a ticket when it is an {@link
   * AccountDirectory}, unless others are given for that.
   */
  public AuthenticationFilterBuilder digestAuthority(DigestAuthority digestAuthority) {
    this.authority = Objects.requireNonNull(digestAuthority, "digestAuthority");
    return this;
  }

  /** Verifies NTLM with this authority, which stays the caller's to close. */
  public AuthenticationFilterBuilder ntlmAuthority(NtlmAuthority forNtlm) {
    this.ntlmAuthority = Objects.requireNonNull(forNtlm, "forNtlm");
    return this;
  }

  /** Asks this directory for the roles of accounts that prove themselves by a ticket. */
  public AuthenticationFilterBuilder accountDirectory(AccountDirectory accountDirectory) {
    this.accounts = Objects.requireNonNull(accountDirectory, "accountDirectory");
    return this;
  }

  /** Gives audit events to this log too, besides the logger {@code dev.parley.audit}. */
  public AuthenticationFilterBuilder auditLog(AuditLog auditLog) {
    auditLogs.add(Objects.requireNonNull(auditLog, "auditLog"));
    return this;
  }

  /**
   * Gives warnings about dangerous settings to this, in place of the logger {@code
   * dev.parley.warnings}: each once at the start, and later those that are new, on another thread.
   */
  public AuthenticationFilterBuilder warningsTo(Consumer<Warning> consumer) {
    this.warnings = Objects.requireNonNull(consumer, "consumer");
    return this;
  }

  /** Adds a security package that the service loader does not find. */
  public AuthenticationFilterBuilder packageProvider(PackageProvider provider) {
    providers.add(Objects.requireNonNull(provider, "provider"));
    return this;
  }

  /** Takes the time from here. */
  public AuthenticationFilterBuilder clock(InstantSource instantSource) {
    this.clock = Objects.requireNonNull(instantSource, "instantSource");
    return this;
  }

  /** Takes random numbers from here; it has to be cryptographically secure and thread-safe. */
  public AuthenticationFilterBuilder random(RandomGenerator randomGenerator) {
    this.random = Objects.requireNonNull(randomGenerator, "randomGenerator");
    return this;
  }

  /** Says where paths below {@code /WEB-INF/} lie. */
  void webApplication(Function<String, Path> realPath) {
    this.webApplication = realPath;
  }

  /** Says where its container has put the filter. */
  void place(Place registered) {
    this.place = registered;
  }

  RandomGenerator random() {
    return random;
  }

  /**
   * Builds and starts a filter, ready to be added to any web application.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public AuthenticationFilter build() throws ConfigurationException {
    AuthenticationFilterBuilder copy = new AuthenticationFilterBuilder();
    copy.given.putAll(given);
    copy.auditLogs.clear();
    copy.auditLogs.addAll(auditLogs);
    copy.providers.addAll(providers);
    copy.authority = authority;
    copy.ntlmAuthority = ntlmAuthority;
    copy.accounts = accounts;
    copy.warnings = warnings;
    copy.clock = clock;
    copy.random = random;
    copy.webApplication = webApplication;
    return new AuthenticationFilter(copy);
  }

  AuthenticationService service() throws ConfigurationException {
    Path configFile = configFile();
    try {
      return service(configFile);
    } catch (ConfigurationException e) {
      // a JSON file can be corrected while the process runs; init-params and calls cannot
      throw configFile != null && e.isLasting() ? new ConfigurationException(e.problems()) : e;
    }
  }

  private AuthenticationService service(@Nullable Path configFile) throws ConfigurationException {
    Set<String> unloadable = new LinkedHashSet<>();
    Map<String, PackageProvider> available = PackageProviders.available(providers, unloadable::add);
    Configuration configuration = read(configFile, available, unloadable);
    AuthenticationService service =
        AuthenticationService.of(
            configuration,
            new AuthenticationService.Parts(
                authority,
                ntlmAuthority,
                accounts,
                auditLogs,
                clock,
                random,
                this::resolve,
                warnings),
            place);
    unloadable.forEach(PackageProviders::warn);
    return service;
  }

  /**
   * The settings as far as they can be read, for programs that look at them and start no filter:
   * what is wrong reads as its default.
   *
   * @throws ConfigurationException when there is a JSON file that cannot be read as settings
   */
  public Settings settings() throws ConfigurationException {
    SettingsTable table =
        SettingsTable.of(PackageProviders.available(providers, unloadable -> {}).values());
    Map<String, Object> values = new LinkedHashMap<>();
    Path configFile = configFile();
    if (configFile != null) {
      values.putAll(read(configFile, table));
    }
    values.putAll(given);
    return table.read(values, new ArrayList<>());
  }

  /**
   * Where a path that a setting holds leads.
   *
   * @param setting the setting, which tells where the path is written
   * @param path its value, or one of its values
   */
  public Path resolve(Setting<?> setting, Path path) {
    return locate(path, given.containsKey(setting.key()) ? null : configFile());
  }

  private Configuration read(
      @Nullable Path configFile, Map<String, PackageProvider> available, Set<String> unloadable)
      throws ConfigurationException {
    Map<String, Object> fromFile =
        configFile == null ? Map.of() : read(configFile, SettingsTable.of(available.values()));
    try {
      return Configuration.read(fromFile, given, available, authority != null);
    } catch (ConfigurationException e) {
      List<Problem> all = new ArrayList<>(e.problems());
      unloadable.forEach(each -> all.add(cannotBeLoaded(each)));
      throw new ConfigurationException(all, e.isLasting());
    }
  }

  /** A package that is asked for may be missing for this reason. */
  private static Problem cannotBeLoaded(String reason) {
    return new Problem(
        CoreSettings.PACKAGES.key(),
        "(installed)",
        "packages that can be loaded, which one cannot: " + reason,
        "add the jar that has the missing class, or take out the jar of the package");
  }

  private @Nullable Path configFile() {
    Object file = given.get(CoreSettings.CONFIG_FILE.key());
    try {
      return file == null ? null : locate(CoreSettings.CONFIG_FILE.type().read(file), null);
    } catch (IllegalArgumentException e) {
      // The table finds it wrong too, and says so.
      return null;
    }
  }

  private Path locate(Path path, @Nullable Path beside) {
    if (path.startsWith("/WEB-INF")) {
      return webApplication.apply(path.toString().replace('\\', '/'));
    }
    return beside == null ? path : beside.resolveSibling(path);
  }

  private static Map<String, Object> read(Path file, SettingsTable table)
      throws ConfigurationException {
    try (InputStream in = RegularFile.open(file)) {
      return JsonSettings.read(file.toString(), in, table);
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  CoreSettings.CONFIG_FILE.key(),
                  file.toString(),
                  "a file that can be read",
                  file.toAbsolutePath() + ": " + Unreadable.why(file, e))));
    }
  }
}
