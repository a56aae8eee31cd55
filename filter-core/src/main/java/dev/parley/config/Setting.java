package dev.parley.config;

/**
 * A key of the settings table, with its type, its default and a line for people. Immutable.
 *
 * @param <T> the type of its values
 * @param key lower-case words joined by hyphens, with the package's name and a dot before it
 * @param type how values are read and which are allowed
 * @param defaultValue the value when the key is not set
 * @param holds what stands in the value, or in the files that it names
 * @param description one sentence for the settings table
 */
public record Setting<T>(
    String key, SettingType<T> type, T defaultValue, Holds holds, String description) {

  /** What stands in a value, or in the files that it names. */
  public enum Holds {
    /** Nothing that must not be shown. */
    PLAIN,
    /** A secret: the value must never be shown. */
    SECRET,
    /** The paths of files that others on this machine must neither read nor write. */
    SECRET_FILES,
    /** The paths of files that others may read unless a secret stands in them, and never write. */
    TRUSTED_FILES
  }

  /** A setting whose value may be shown. */
  public static <T> Setting<T> of(
      String key, SettingType<T> type, T defaultValue, String description) {
    return new Setting<>(key, type, defaultValue, Holds.PLAIN, description);
  }

  /** A setting whose value is a secret. */
  public static <T> Setting<T> ofSecret(
      String key, SettingType<T> type, T defaultValue, String description) {
    return new Setting<>(key, type, defaultValue, Holds.SECRET, description);
  }

  /**
   * A setting that names files.
   *
   * @param type of one path, or of a list of paths
   * @param holds {@link Holds#SECRET_FILES} or {@link Holds#TRUSTED_FILES}: the filter warns when
   *     others may do with the files what they must not
   */
  public static <T> Setting<T> ofFiles(
      String key, SettingType<T> type, T defaultValue, Holds holds, String description) {
    return new Setting<>(key, type, defaultValue, holds, description);
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return holds == Holds.SECRET;
  }
}
