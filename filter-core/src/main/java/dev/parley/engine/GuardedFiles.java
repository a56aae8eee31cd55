package dev.parley.engine;

import dev.parley.config.Configuration;
import dev.parley.config.CoreSettings;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.files.OtherUsers;
import dev.parley.files.RegularFile;
import dev.parley.files.Replaceable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The files that settings name, and what other users of the machine may do with them. */
final class GuardedFiles implements Supplier<List<Warning>> {
  /** More than any chain of certificates has. */
  private static final int LONGEST = 4 << 20;

  private final Settings settings;
  private final List<Guarded> files = new ArrayList<>();

  private record Guarded(Setting<?> setting, Path path, boolean secret) {}

  private GuardedFiles(Settings settings) {
    this.settings = settings;
  }

  static GuardedFiles of(Configuration configuration, BiFunction<Setting<?>, Path, Path> resolve) {
    Settings settings = configuration.settings();
    GuardedFiles guarded = new GuardedFiles(settings);
    for (Setting<?> each : configuration.table()) {
      boolean files =
          each.holds() == Setting.Holds.SECRET_FILES || each.holds() == Setting.Holds.TRUSTED_FILES;
      if (files && settings.isSet(each)) {
        boolean secret =
            each.holds() == Setting.Holds.SECRET_FILES
                || (each.equals(CoreSettings.CONFIG_FILE) && configuration.secretsInFile());
        for (Path path : paths(settings.get(each))) {
          guarded.files.add(new Guarded(each, resolve.apply(each, path), secret));
        }
      }
    }
    return guarded;
  }

  private static List<Path> paths(Object value) {
    return value instanceof List<?> several
        ? several.stream().map(Path.class::cast).toList()
        : List.of((Path) value);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public List<Warning> get() {
    List<Warning> warnings = new ArrayList<>();
    for (Guarded each : files) {
      OtherUsers may = OtherUsers.of(each.path());
      Path path = each.path().toAbsolutePath();
      if (may.read() && (each.secret() || holdsPrivateKey(each.path()))) {
        warnings.add(
            settings.warning(
                each.setting(),
                "every user of this machine can read the secrets in " + path,
                "chmod o-r " + path));
      }
      if (may.write()) {
        warnings.add(
            settings.warning(
                each.setting(),
                "every user of this machine can change " + path + ", and so whom the server trusts",
                "chmod o-w " + path));
      }
      for (Replaceable way : Replaceable.of(each.path())) {
        warnings.add(settings.warning(each.setting(), way.danger(), way.remedy()));
      }
    }
    return warnings;
  }

  /** In a PEM file the key often stands beside its certificate. */
  private static boolean holdsPrivateKey(Path path) {
    try (InputStream in = RegularFile.open(path)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1)
          .contains("PRIVATE KEY-----");
    } catch (IOException e) {
      return false;
    }
  }
}
