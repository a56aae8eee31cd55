package dev.parley.engine;

import dev.parley.audit.Counters;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.file.FileDigestAuthority;
import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.UsersFileException;
import dev.parley.authority.guard.Throttle;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.engine.AuthenticationService.Parts;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the authority of the settings, and the guards. */
final class Authorities {
  private Authorities() {}

  static DigestAuthority guarded(
      Settings settings, Parts parts, Counters counters, List<AutoCloseable> closeables)
      throws ConfigurationException {
    if (parts.authority() != null) {
      return parts.authority();
    }
    DigestAuthority file =
        settings.isSet(CoreSettings.USERS_FILE)
            ? open(settings, CoreSettings.USERS_FILE, FileFormat.JSON, parts)
            : open(settings, CoreSettings.HTDIGEST_FILE, FileFormat.HTDIGEST, parts);
    closeables.add(file);
    return file;
  }

  private static DigestAuthority open(
      Settings settings, Setting<String> setting, FileFormat format, Parts parts)
      throws ConfigurationException {
    Path path = parts.resolve().apply(setting, Path.of(settings.get(setting)));
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

  static Throttle throttle(Settings settings, InstantSource clock) {
    return new NoThrottle();
  }

  /** For lockout-pause = 0. */
  private static final class NoThrottle implements Throttle {
    @Override
    public @Nullable Reason check(String account, String address) {
      return null;
    }

    @Override
    public void failed(String account, String address) {}

    @Override
    public void succeeded(String account, String address) {}
  }
}
