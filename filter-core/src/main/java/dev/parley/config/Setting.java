package dev.parley.config;

/**
 * A key of the settings table, with its type, its default and a line for people. Immutable.
 *
 * @param <T> the type of its values
 * @param key lower-case words joined by hyphens, with the package's name and a dot before it
 * @param type how values are read and which are allowed
 * @param defaultValue the value when the key is not set
 * @param secret whether the value must never be shown
 * @param description one sentence for the settings table
 */
public record Setting<T>(
    String key, SettingType<T> type, T defaultValue, boolean secret, String description) {

  /** A setting whose value may be shown. */
  public static <T> Setting<T> of(
      String key, SettingType<T> type, T defaultValue, String description) {
    return new Setting<>(key, type, defaultValue, false, description);
  }

  /** A setting whose value is a secret. */
  public static <T> Setting<T> ofSecret(
      String key, SettingType<T> type, T defaultValue, String description) {
    return new Setting<>(key, type, defaultValue, true, description);
  }
}
