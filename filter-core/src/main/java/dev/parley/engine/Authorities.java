package dev.parley.engine;

import dev.parley.audit.Counters;
import dev.parley.authority.AccountCensus;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.file.FileAuthority;
import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.UsersFileException;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.authority.guard.AuthorityGuard;
import dev.parley.authority.guard.ConcurrencyLimits;
import dev.parley.authority.guard.GuardLimits;
import dev.parley.authority.guard.GuardedAccountDirectory;
import dev.parley.authority.guard.GuardedDigestAuthority;
import dev.parley.authority.guard.GuardedNtlmAuthority;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.Throttle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.GuardSettings;
import dev.parley.config.KnownUsers;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.engine.AuthenticationService.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked for what, with guards: what was given in Java, else the file of the settings. One
 * authority may answer for Digest, for NTLM and as the account directory; then one guard serves all
 * three.
 */
final class Authorities {
  private final Counters counters;
  private final List<AutoCloseable> closeables;
  private final GuardLimits limits;
  private final AuthorityGuard guard;
  private final DigestAuthority digest;
  private final @Nullable NtlmAuthority ntlm;
  private final @Nullable GuardedAccountDirectory accounts;
  private final @Nullable FileAuthority counted;
  private final boolean ntlmByFile;
  private final boolean oneForPasswords;
  private final String realm;

  private Authorities(
      Settings settings, Parts parts, Counters counters, List<AutoCloseable> closeables)
      throws ConfigurationException {
    this.counters = counters;
    this.closeables = closeables;
    this.limits =
        new GuardLimits(
            settings.get(GuardSettings.AUTHORITY_DEADLINE),
            settings.get(GuardSettings.AUTHORITY_THREADS),
            settings.get(GuardSettings.BREAKER_FAILURES),
            settings.get(GuardSettings.BREAKER_PAUSE));
    this.guard = newGuard();
    FileAuthority file = parts.authority() == null ? file(settings, parts) : null;
    DigestAuthority given =
        parts.authority() == null ? file : new LentDigestAuthority(parts.authority());
    this.digest = new GuardedDigestAuthority(given == null ? new AbsentAuthority() : given, guard);
    closeables.add(digest);
    this.ntlm = ntlm(parts, file);
    this.accounts = accounts(parts, file);
    this.counted = parts.authority() instanceof FileAuthority lent ? lent : file;
    this.ntlmByFile = ntlm != null && parts.ntlmAuthority() == null;
    NtlmAuthority apart = parts.ntlmAuthority();
    this.oneForPasswords = apart == null || isAlsoDigest(apart, parts);
    this.realm = settings.get(CoreSettings.REALM);
  }

  /** Makes them; what is to be closed is added to {@code closeables}. */
  static Authorities of(
      Settings settings, Parts parts, Counters counters, List<AutoCloseable> closeables)
      throws ConfigurationException {
    return new Authorities(settings, parts, counters, closeables);
  }

  private AuthorityGuard newGuard() {
    AuthorityGuard made = new AuthorityGuard(limits, counters);
    closeables.add(made);
    return made;
  }

  private @Nullable NtlmAuthority ntlm(Parts parts, @Nullable FileAuthority file) {
    NtlmAuthority given = parts.ntlmAuthority();
    if (given == null && file != null) {
      return file.servesNtlm() ? new GuardedNtlmAuthority(file, guard) : null;
    }
    if (given == null && parts.authority() instanceof NtlmAuthority both) {
      given = both;
    }
    if (given == null) {
      return null;
    }
    AuthorityGuard its = isAlsoDigest(given, parts) ? guard : newGuard();
    NtlmAuthority guarded = new GuardedNtlmAuthority(new LentNtlmAuthority(given), its);
    closeables.add(guarded);
    return guarded;
  }

  private @Nullable GuardedAccountDirectory accounts(Parts parts, @Nullable FileAuthority file) {
    AccountDirectory given = parts.accounts();
    if (given == null && file != null) {
      return new GuardedAccountDirectory(file, guard, file.name(), true);
    }
    if (given == null && parts.authority() instanceof AccountDirectory both) {
      given = both;
    }
    if (given == null) {
      return null;
    }
    LentAccountDirectory lent = new LentAccountDirectory(given);
    closeables.add(lent);
    boolean both = isAlsoDigest(given, parts);
    return new GuardedAccountDirectory(
        lent,
        both ? guard : newGuard(),
        both ? digest.name() : "the account directory",
        both && digest.answersFromMemory());
  }

  @SuppressWarnings("ReferenceEquality") // the same object, whatever its equals says
  private static boolean isAlsoDigest(Object given, Parts parts) {
    return given == parts.authority();
  }

  private static @Nullable FileAuthority file(Settings settings, Parts parts)
      throws ConfigurationException {
    if (settings.isSet(CoreSettings.USERS_FILE)) {
      return open(settings, CoreSettings.USERS_FILE, FileFormat.JSON, parts);
    }
    return settings.isSet(CoreSettings.HTDIGEST_FILE)
        ? open(settings, CoreSettings.HTDIGEST_FILE, FileFormat.HTDIGEST, parts)
        : null;
  }

  private static FileAuthority open(
      Settings settings, Setting<Path> setting, FileFormat format, Parts parts)
      throws ConfigurationException {
    Path path = parts.resolve().apply(setting, settings.get(setting));
    try {
      return FileAuthority.open(
          path,
          format,
          settings.get(CoreSettings.USERS_RELOAD_INTERVAL),
          LocalNames.target(settings.get(CoreSettings.USERS_DOMAIN)),
          parts.clock(),
          parts.random());
    } catch (IOException e) {
      throw refused(
          settings.problem(setting, "a file that can be read", String.valueOf(e.getMessage())));
    } catch (UsersFileException e) {
      throw refused(
          settings.problem(
              setting, "a file of the " + format + " format", String.valueOf(e.getMessage())));
    }
  }

  private static ConfigurationException refused(Problem problem) {
    return new ConfigurationException(List.of(problem));
  }

  /** For Digest, and for passwords. */
  DigestAuthority digest() {
    return digest;
  }

  /** For NTLM; null when there is none. */
  @Nullable NtlmAuthority ntlm() {
    return ntlm;
  }

  /** What is known of the users now. */
  KnownUsers users() {
    AccountCensus census = counted == null ? null : counted.census(realm);
    return new KnownUsers(census, ntlmByFile ? census : null);
  }

  /**
   * Registers who is told of changed accounts, whoever learns of them. The throttle hears of
   * renewed ones where one authority alone is asked about passwords: another may know the same
   * names by other ones, guesses at which go on counting.
   */
  void addListener(AccountListener listener, Throttle throttle) {
    digest.addListener(oneForPasswords ? new RenewedAccounts(listener, throttle, realm) : listener);
    if (ntlm != null) {
      ntlm.addListener(listener);
    }
    accounts().addListener(listener);
  }

  /** For clients with a ticket. */
  AccountDirectory accounts() {
    return accounts == null ? AccountDirectory.NONE : accounts;
  }

  /** The same, where every client has its turn. */
  AccountLookups lookups(LoginThrottle throttle, Settings settings) {
    if (accounts == null) {
      return AccountLookups.NONE;
    }
    return accounts.answersFromMemory()
        ? AccountLookups.fromMemory(accounts)
        : throttle.lookups(accounts, concurrency(settings));
  }

  /** The throttle before those that are asked about passwords. */
  LoginThrottle throttle(Settings settings) {
    ThrottleLimits wrongAnswers =
        new ThrottleLimits(
            settings.get(GuardSettings.LOCKOUT_FAILURES),
            settings.get(GuardSettings.ADDRESS_FAILURES),
            settings.get(GuardSettings.LOCKOUT_PAUSE),
            settings.get(GuardSettings.LOCKOUT_PAUSE_MAX),
            settings.get(GuardSettings.LOCKOUT_SCOPE));
    return new LoginThrottle(
        wrongAnswers, answerFromMemory() ? ConcurrencyLimits.NONE : concurrency(settings));
  }

  private boolean answerFromMemory() {
    return digest.answersFromMemory() && (ntlm == null || ntlm.answersFromMemory());
  }

  private static ConcurrencyLimits concurrency(Settings settings) {
    return new ConcurrencyLimits(
        settings.get(GuardSettings.LOGONS_PER_ACCOUNT),
        settings.get(GuardSettings.LOGONS_PER_ADDRESS),
        settings.get(GuardSettings.WAITERS_MAX),
        settings.get(GuardSettings.WAITERS_PER_ACCOUNT),
        settings.get(GuardSettings.WAITERS_PER_ADDRESS));
  }
}
