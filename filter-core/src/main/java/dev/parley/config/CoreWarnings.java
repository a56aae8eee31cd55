package dev.parley.config;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.guard.ThrottleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is dangerous about settings of the filter itself that are allowed. */
final class CoreWarnings {
  private static final Duration LONG_READING = Duration.ofMinutes(10);
  private static final Duration LONG_DISCARDING = Duration.ofMinutes(1);

  private static final int MANY_AT_ONCE = 1000;
  private static final int WHOLE = 100;
  private static final Duration SHORT_LOCKOUT = Duration.ofMinutes(1);

  /** NIST SP 800-63B section 5.2.2 allows no more wrong passwords in a row. */
  private static final int MANY_FAILURES = 100;

  private static final int MANY_FAILURES_OF_ADDRESS = 10_000;
  private static final Duration LONG_CONTEXT = Duration.ofDays(1);
  private static final Duration LONG_KEY = Duration.ofHours(1);
  private static final Duration LONG_RELOAD = Duration.ofMinutes(10);

  private final Settings settings;
  private final List<Warning> warnings = new ArrayList<>();

  private CoreWarnings(Settings settings) {
    this.settings = settings;
  }

  static List<Warning> of(Settings settings, KnownUsers users) {
    CoreWarnings found = new CoreWarnings(settings);
    found.paths();
    found.throttle();
    found.bounds();
    found.times();
    found.proxies();
    found.users(users);
    return found.warnings;
  }

  private void warn(Setting<?> setting, String consequence, String remedy) {
    warnings.add(settings.warning(setting, consequence, remedy));
  }

  private void paths() {
    if (settings.get(PathSettings.SUFFIX_PATTERNS_WIN)) {
      warn(
          PathSettings.SUFFIX_PATTERNS_WIN,
          "a path below a protected pattern is open to everybody when it ends as a suffix pattern",
          "leave it out, and name the open paths");
    }
    if (settings.get(PathSettings.AMBIGUOUS_PATHS) == PathSettings.Ambiguous.READ) {
      warn(
          PathSettings.AMBIGUOUS_PATHS,
          "paths that software reads in different ways reach the application",
          "leave it out, unless clients need such paths");
    }
    if (has(CoreSettings.OPEN_PATHS)) {
      warn(
          CoreSettings.OPEN_PATHS,
          "every path that no other list names is open to everybody",
          "name the open paths one by one, and leave /* protected");
    }
    if (has(CoreSettings.OPTIONAL_PATHS)) {
      warn(
          CoreSettings.OPTIONAL_PATHS,
          "on every path that no other list names, clients without credentials get in as strangers",
          "name the optional paths one by one, or see to it that the application asks who it is");
    }
    if (settings.isSet(CoreSettings.PROTECTED_PATHS)
        && !has(CoreSettings.PROTECTED_PATHS)
        && !has(CoreSettings.OPEN_PATHS)
        && !has(CoreSettings.OPTIONAL_PATHS)) {
      warn(
          CoreSettings.PROTECTED_PATHS,
          "every path that no list names is open to everybody",
          "add /* to it, and name the open paths in open-paths");
    }
    if (settings.get(CoreSettings.ALLOW_CORS_PREFLIGHT)) {
      warn(
          CoreSettings.ALLOW_CORS_PREFLIGHT,
          "OPTIONS requests of strangers reach the application on protected paths",
          "let a CORS filter answer them in front of this one, or leave it out");
    }
  }

  private boolean has(Setting<List<PathPattern>> list) {
    return settings.get(list).stream().anyMatch(each -> each.text().equals("/*"));
  }

  private void throttle() {
    int failures = settings.get(GuardSettings.LOCKOUT_FAILURES);
    if (failures == 0 || failures > MANY_FAILURES) {
      warn(
          GuardSettings.LOCKOUT_FAILURES,
          "passwords of an account can be guessed " + often(failures),
          "set it to 5 or so; at most " + MANY_FAILURES);
    }
    int ofAddress = settings.get(GuardSettings.ADDRESS_FAILURES);
    if (ofAddress == 0 || ofAddress > MANY_FAILURES_OF_ADDRESS) {
      warn(
          GuardSettings.ADDRESS_FAILURES,
          "one address can try the passwords of all accounts " + often(ofAddress),
          "set it to 50 or so; at most " + MANY_FAILURES_OF_ADDRESS);
    }
    if (settings.get(GuardSettings.LOCKOUT_PAUSE_MAX).compareTo(SHORT_LOCKOUT) < 0) {
      warn(
          GuardSettings.LOCKOUT_PAUSE_MAX,
          "a lockout ends so soon that passwords can be guessed all the same",
          "leave it out, or set it to 5m or more");
    }
    if (settings.get(GuardSettings.LOCKOUT_SCOPE) == ThrottleLimits.Scope.ACCOUNT) {
      warn(
          GuardSettings.LOCKOUT_SCOPE,
          "whoever knows a name can lock its user out everywhere, by wrong passwords",
          "leave it out, unless guesses from many addresses are the greater danger");
    }
  }

  /** Each of those that are let in holds a thread, or a place in memory that others need. */
  private void bounds() {
    atMost(GuardSettings.WAITERS_MAX, "logons that wait can take every thread");
    atMost(GuardSettings.LOGONS_PER_ACCOUNT, "logons of one account can take every thread");
    atMost(GuardSettings.LOGONS_PER_ADDRESS, "logons from one address can take every thread");
    atMost(EntitySettings.STRANGERS_MAX, "uploads without a password can take every thread");
    atMost(EntitySettings.DISCARD_MAX, "refused uploads can take every thread");
    atMost(EntitySettings.PER_CONTEXT, "uploads of one user can take every thread");
    longer(EntitySettings.DISCARD_TIME, LONG_DISCARDING, "a refused upload holds a thread so long");
    if (settings.get(EntitySettings.READ_RATE) == 0) {
      warn(
          EntitySettings.READ_RATE,
          "an upload without a password holds a thread until entity-read-time",
          "leave it out for the default");
    }
    longer(EntitySettings.READ_TIME, LONG_READING, "an upload holds a thread for so long");
    share(CoreSettings.CONTEXT_SHARE_ACCOUNT, "one account");
    share(CoreSettings.CONTEXT_SHARE_ADDRESS, "one address");
  }

  private void atMost(Setting<Integer> setting, String consequence) {
    if (settings.get(setting) > MANY_AT_ONCE) {
      warn(
          setting,
          consequence,
          "set it below the container's threads, to " + MANY_AT_ONCE + " at most");
    }
  }

  private void share(Setting<Integer> setting, String whose) {
    if (settings.get(setting) == WHOLE) {
      warn(
          setting,
          whose + " can push out the contexts of all others",
          "set it to less than " + WHOLE);
    }
  }

  private static String often(int failures) {
    return failures == 0 ? "without end" : failures + " times before anything slows it down";
  }

  private void times() {
    longer(
        CoreSettings.CONTEXT_LIFETIME,
        LONG_CONTEXT,
        "who was removed or disabled at an authority that does not tell of it goes on for so long");
    longer(
        CoreSettings.ACCOUNT_KEY_LIFETIME,
        LONG_KEY,
        "a password that was changed at an authority that does not tell of it serves for so long");
    boolean files =
        settings.isSet(CoreSettings.USERS_FILE) || settings.isSet(CoreSettings.HTDIGEST_FILE);
    Duration reload = settings.get(CoreSettings.USERS_RELOAD_INTERVAL);
    if (files && (reload.isZero() || reload.compareTo(LONG_RELOAD) > 0)) {
      warn(
          CoreSettings.USERS_RELOAD_INTERVAL,
          "users who are removed from the file, or disabled in it, go on "
              + (reload.isZero() ? "until the next start" : "for so long"),
          "leave it out for the default");
    }
  }

  private void longer(Setting<Duration> setting, Duration most, String consequence) {
    if (settings.get(setting).compareTo(most) > 0) {
      warn(setting, consequence, "set it to " + setting.type().write(most) + " at most");
    }
  }

  private void proxies() {
    if (AddressSpace.isMuch(settings.get(CoreSettings.TRUSTED_PROXIES))) {
      warn(
          CoreSettings.TRUSTED_PROXIES,
          "clients count as proxies: with a field of their own they choose the address that lockouts"
              + " count and the audit shows",
          "name the addresses of the proxies alone");
    }
  }

  private void users(KnownUsers users) {
    AccountCensus census = users.digest();
    if (census != null && census.accounts() == 0) {
      boolean htdigest = settings.isSet(CoreSettings.HTDIGEST_FILE);
      warn(
          htdigest ? CoreSettings.HTDIGEST_FILE : CoreSettings.USERS_FILE,
          "the file has no user who is enabled, so no password lets a client in",
          htdigest ? "add users by htdigest" : "add users by bin/parley-users add");
    }
  }
}
