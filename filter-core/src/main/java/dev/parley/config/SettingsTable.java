package dev.parley.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one table of settings: those of the filter and those of the packages. Immutable. */
public final class SettingsTable {
  private static final int SHOWN = 120;
  private static final String UNKNOWN = "no setting of this name";
  private static final String TAKE_OUT = "take the key out, or look it up in the settings table";
  private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
  private final Map<String, RemovedSetting> removed = new HashMap<>();

  /**
   * @param removed the settings that there were in earlier versions
   * @throws IllegalArgumentException when two settings have one key
   */
  public SettingsTable(Collection<Setting<?>> settings, Collection<RemovedSetting> removed) {
    for (Setting<?> each : settings) {
      if (this.settings.putIfAbsent(each.key(), each) != null) {
        throw new IllegalArgumentException("two settings have the key " + each.key());
      }
    }
    for (RemovedSetting each : removed) {
      if (this.settings.containsKey(each.key())) {
        throw new IllegalArgumentException(each.key() + " is a setting, and removed");
      }
      this.removed.put(each.key(), each);
    }
  }

  /** The table of the filter and these packages. */
  public static SettingsTable of(Collection<PackageProvider> packages) {
    List<Setting<?>> all = new ArrayList<>(CoreSettings.all());
    List<RemovedSetting> removed = new ArrayList<>();
    for (PackageProvider each : packages) {
      all.addAll(each.settings());
      removed.addAll(each.removedSettings());
    }
    return new SettingsTable(all, removed);
  }

  /** Whether the table has the key. */
  public boolean has(String key) {
    return settings.containsKey(key);
  }

  /** The settings in their order. */
  public List<Setting<?>> settings() {
    return List.copyOf(settings.values());
  }

  /**
   * Reads values, each by its own type.
   *
   * @param given by key: text, Number, Boolean, List or Map
   * @param problems takes what is wrong; values that are wrong read as their default
   */
  public Settings read(Map<String, ?> given, List<Problem> problems) {
    Map<String, Object> values = new HashMap<>();
    given.forEach(
        (key, raw) -> {
          Setting<?> setting = settings.get(key);
          if (setting == null) {
            problems.add(unknown(key));
            return;
          }
          try {
            values.put(key, setting.type().read(raw));
          } catch (RuntimeException e) {
            problems.add(problem(setting, raw, setting.type().allowed(), "correct the value"));
          }
        });
    return new Read(values, Set.copyOf(given.keySet()));
  }

  /** The value is not shown: behind a misspelt key there may be a secret. */
  private Problem unknown(String key) {
    RemovedSetting once = removed.get(key);
    if (once != null) {
      return new Problem(key, "(not shown)", "no setting of this name any more", once.remedy());
    }
    String shown = cut(key);
    String mend =
        NearestKey.of(key, settings.keySet())
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse(TAKE_OUT);
    return new Problem(shown, "(not shown)", UNKNOWN, mend);
  }

  /** Whether it tells of a key that is like none of the table's. */
  static boolean isStrange(Problem problem) {
    return problem.allowed().equals(UNKNOWN) && problem.mend().equals(TAKE_OUT);
  }

  private static Problem problem(
      Setting<?> setting, @Nullable Object raw, String allowed, String mend) {
    String value = setting.secret() ? "[secret]" : cut(String.valueOf(raw));
    return new Problem(setting.key(), value, allowed, mend);
  }

  private static String cut(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", " ");
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + "…";
  }

  /** The table as Markdown: key, what is allowed, default, meaning. */
  public String markdown() {
    StringBuilder out =
        new StringBuilder("| key | allowed | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> each : settings.values()) {
      out.append("| `").append(each.key()).append("` | ").append(cell(each.type().allowed()));
      String value = writeDefault(each);
      out.append(" | ").append(value.isEmpty() ? "" : "`" + cell(value) + "`");
      out.append(" | ").append(cell(each.description())).append(" |\n");
    }
    return out.toString();
  }

  private static <T> String writeDefault(Setting<T> setting) {
    return setting.secret() ? "" : setting.type().write(setting.defaultValue());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private record Read(Map<String, Object> values, Set<String> given) implements Settings {
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
      Object value = values.get(setting.key());
      return value == null ? setting.defaultValue() : (T) value;
    }

    @Override
    public boolean isSet(Setting<?> setting) {
      return given.contains(setting.key());
    }

    @Override
    public Problem problem(Setting<?> setting, String allowed, String mend) {
      return SettingsTable.problem(setting, written(setting), allowed, mend);
    }

    private <T> String written(Setting<T> setting) {
      return isSet(setting) ? setting.type().write(get(setting)) : "(not set)";
    }

    /** Names no value, for some are secret. */
    @Override
    public String toString() {
      return "Settings" + given;
    }
  }
}
