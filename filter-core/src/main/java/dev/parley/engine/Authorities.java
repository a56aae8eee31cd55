package dev.parley.engine;

import dev.parley.audit.Counters;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.file.FileDigestAuthority;
import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.UsersFileException;
import dev.parley.authority.guard.GuardLimits;
import dev.parley.authority.guard.GuardedDigestAuthority;
import dev.parley.authority.guard.LoginThrottle;
import dev.parley.authority.guard.Throttle;
import dev.parley.authority.guard.ThrottleLimits;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.engine.AuthenticationService.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the authority of the settings, and the guards. */
final class Authorities {
  private Authorities() {}

  static DigestAuthority guarded(
      Settings settings, Parts parts, Counters counters, List<AutoCloseable> closeables)
      throws ConfigurationException {
    GuardLimits limits =
        new GuardLimits(
            settings.get(CoreSettings.AUTHORITY_DEADLINE),
            settings.get(CoreSettings.AUTHORITY_THREADS),
            settings.get(CoreSettings.BREAKER_FAILURES),
            settings.get(CoreSettings.BREAKER_PAUSE));
    DigestAuthority guarded =
        new GuardedDigestAuthority(authority(settings, parts), limits, counters);
    closeables.add(guarded);
    return guarded;
  }

  private static DigestAuthority authority(Settings settings, Parts parts)
      throws ConfigurationException {
    if (parts.authority() != null) {
      return new LentAuthority(parts.authority());
    }
    if (!settings.isSet(CoreSettings.USERS_FILE) && !settings.isSet(CoreSettings.HTDIGEST_FILE)) {
      return new AbsentAuthority();
    }
    return settings.isSet(CoreSettings.USERS_FILE)
        ? open(settings, CoreSettings.USERS_FILE, FileFormat.JSON, parts)
        : open(settings, CoreSettings.HTDIGEST_FILE, FileFormat.HTDIGEST, parts);
  }

  private static DigestAuthority open(
      Settings settings, Setting<Path> setting, FileFormat format, Parts parts)
      throws ConfigurationException {
    Path path = parts.resolve().apply(setting, settings.get(setting));
    try {
      return FileDigestAuthority.open(
          path,
          format,
          settings.get(CoreSettings.USERS_RELOAD_INTERVAL),
          parts.clock(),
          parts.random());
    } catch (IOException e) {
      throw refused(
          settings.problem(setting, "a file that can be read", "correct the path; tried " + path));
    } catch (UsersFileException e) {
      throw refused(
          settings.problem(
              setting, "a file of the " + format + " format", String.valueOf(e.getMessage())));
    }
  }

  private static ConfigurationException refused(Problem problem) {
    return new ConfigurationException(List.of(problem));
  }

  static Throttle throttle(Settings settings) {
    return new LoginThrottle(
        new ThrottleLimits(
            settings.get(CoreSettings.LOCKOUT_FAILURES),
            settings.get(CoreSettings.ADDRESS_FAILURES),
            settings.get(CoreSettings.LOCKOUT_PAUSE),
            settings.get(CoreSettings.LOCKOUT_PAUSE_MAX),
            settings.get(CoreSettings.LOCKOUT_SCOPE)));
  }
}
