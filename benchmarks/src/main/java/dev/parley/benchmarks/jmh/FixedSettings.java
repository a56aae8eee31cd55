package dev.parley.benchmarks.jmh;

import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import java.util.Map;

/**
 * Settings that are all at their defaults but for a few.
 *
 * @param given the values that differ, by setting
 */
record FixedSettings(Map<Setting<?>, Object> given) implements Settings {

  @Override
  @SuppressWarnings("unchecked") // each value is put beside the setting of its type
  public <T> T get(Setting<T> setting) {
    return (T) given.getOrDefault(setting, setting.defaultValue());
  }

  @Override
  public boolean isSet(Setting<?> setting) {
    return given.containsKey(setting);
  }

  @Override
  public Problem problem(Setting<?> setting, String allowed, String mend) {
    throw new IllegalStateException("a benchmark has a wrong setting: " + setting.key());
  }
}
