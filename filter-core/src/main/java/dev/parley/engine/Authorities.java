package dev.parley.engine;

import dev.parley.audit.Counters;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.guard.Throttle;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Settings;
import dev.parley.engine.AuthenticationService.Parts;
import dev.parley.sspi.Reason;
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
    throw new ConfigurationException(
        List.of(
            settings.problem(
                CoreSettings.USERS_FILE, "an authority given in Java", "give one in Java")));
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
