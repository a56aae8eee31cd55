package dev.parley.doctor.check;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.FileFormat;
import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFileException;
import dev.parley.config.Configuration;
import dev.parley.config.CoreSettings;
import dev.parley.config.KnownUsers;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageProviders;
import dev.parley.config.Setting;
import dev.parley.config.Warning;
import dev.parley.digest.options.DigestOptions;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users of a filter, as far as a file has them.
 *
 * @param configuration the filter's settings
 * @param file where the users stand, or why there is none that can be read
 * @param lacks what the start warns of because of the users, each with those users
 */
record FilterUsers(ConfigurationFacts configuration, Fact<Contents> file, Map<Warning, Few> lacks) {

  /**
   * What a file has.
   *
   * @param path where it lies
   * @param users in the order of the file
   */
  record Contents(Path path, List<User> users) {}

  static FilterUsers read(ConfigurationFacts configuration) {
    Fact<Contents> file = contents(configuration);
    DigestOptions options = configuration.digest().orNull();
    Contents contents = file.orNull();
    return new FilterUsers(
        configuration,
        file,
        options == null || contents == null
            ? Map.of()
            : new Rules(configuration).lacks(contents.users(), options));
  }

  private static Fact<Contents> contents(ConfigurationFacts configuration) {
    boolean json = configuration.settings().isSet(CoreSettings.USERS_FILE);
    if (!json && !configuration.settings().isSet(CoreSettings.HTDIGEST_FILE)) {
      return new Unknown<>("the settings name no users file");
    }
    Setting<Path> setting = json ? CoreSettings.USERS_FILE : CoreSettings.HTDIGEST_FILE;
    Path path = configuration.place(setting);
    try {
      FileFormat format = json ? FileFormat.JSON : FileFormat.HTDIGEST;
      return new Known<>(new Contents(path, format.read(path).users()));
    } catch (IOException | UsersFileException e) {
      // The start says why.
      return new Unknown<>(path + " cannot be read as " + setting.key());
    }
  }

  /** The start's own rules, asked about one lack at a time, so that names can be put to it. */
  private static final class Rules {
    private final Configuration configuration;
    private final Map<Warning, Few> found = new LinkedHashMap<>();
    private final Set<Warning> ofSettings;

    Rules(ConfigurationFacts of) {
      Map<String, PackageProvider> available = PackageProviders.available(List.of());
      List<PackageProvider> digest =
          available.values().stream().filter(each -> each.name().equals("digest")).toList();
      this.configuration = new Configuration(of.settings(), digest, false);
      this.ofSettings = Set.copyOf(configuration.warnings(KnownUsers.NONE));
    }

    Map<Warning, Few> lacks(List<User> users, DigestOptions options) {
      int enabled = 0;
      Few outOfRealm = new Few();
      Map<DigestAlgorithm, Few> without = new EnumMap<>(DigestAlgorithm.class);
      offered(options).forEach(each -> without.put(each, new Few()));
      for (User each : users) {
        enabled += each.enabled() ? 1 : 0;
        if (each.enabled() && hasKey(each, options.realm(), null)) {
          without.forEach(
              (algorithm, lacking) -> {
                if (!hasKey(each, options.realm(), algorithm)) {
                  lacking.add(each.name());
                }
              });
        } else if (each.enabled()) {
          outOfRealm.add(each.name());
        }
      }
      int inRealm = enabled - outOfRealm.size();
      Map<DigestAlgorithm, Integer> full = new EnumMap<>(DigestAlgorithm.class);
      Arrays.stream(DigestAlgorithm.values()).forEach(each -> full.put(each, inRealm));
      find(new AccountCensus(enabled, inRealm, full, enabled), outOfRealm);
      for (Map.Entry<DigestAlgorithm, Few> each : without.entrySet()) {
        Map<DigestAlgorithm, Integer> keys = new EnumMap<>(full);
        keys.put(each.getKey(), inRealm - each.getValue().size());
        find(new AccountCensus(enabled, inRealm, keys, enabled), each.getValue());
      }
      return found;
    }

    private void find(AccountCensus census, Few names) {
      for (Warning each : configuration.warnings(new KnownUsers(census, null))) {
        if (names.size() > 0 && !ofSettings.contains(each)) {
          found.putIfAbsent(each, names);
        }
      }
    }
  }

  /** Whether a user has a key for a realm, and for an algorithm if one is given. */
  static boolean hasKey(User user, String realm, @Nullable DigestAlgorithm algorithm) {
    for (StoredKey each : user.keys()) {
      if (each.realm().equals(realm) && (algorithm == null || each.algorithm() == algorithm)) {
        return true;
      }
    }
    return false;
  }

  /** Every algorithm that some client is offered, without {@code -sess}. */
  static Set<DigestAlgorithm> offered(DigestOptions options) {
    Set<DigestAlgorithm> offered = new TreeSet<>();
    Stream.concat(
            Stream.of(options.algorithms()), options.algorithmsByUserAgent().values().stream())
        .forEach(list -> list.forEach(each -> offered.add(each.base())));
    return offered;
  }
}
