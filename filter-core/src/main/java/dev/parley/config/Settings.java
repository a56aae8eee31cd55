package dev.parley.config;

/** The values of all settings, read and checked one by one. Immutable. */
public interface Settings {

  /** The value of a setting: what was given, or its default. */
  <T> T get(Setting<T> setting);

  /** Whether the setting was given. */
  boolean isSet(Setting<?> setting);

  /** A problem with a setting's value, for checks that look at several settings. */
  Problem problem(Setting<?> setting, String allowed, String mend);

  /** A warning about a setting's value, which is allowed. */
  default Warning warning(Setting<?> setting, String consequence, String remedy) {
    return new Warning(setting.key(), problem(setting, "", remedy).value(), consequence, remedy);
  }
}
