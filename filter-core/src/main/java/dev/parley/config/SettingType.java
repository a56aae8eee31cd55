package dev.parley.config;

/**
 * How the values of a setting are read. Text is what an init-param holds; a JSON file may also give
 * numbers, booleans, lists and maps, which arrive as {@link Number}, {@link Boolean}, {@link
 * java.util.List} and {@link java.util.Map}.
 *
 * @param <T> the type of the values
 */
public interface SettingType<T> {

  /**
   * Reads a value.
   *
   * @param raw a String, Number, Boolean, List or Map
   * @throws IllegalArgumentException when it is not allowed; the message is not shown, {@link
   *     #allowed()} is
   */
  T read(Object raw);

  /**
   * What is allowed, for people: {@code true or false}, {@code 1 to 100}, {@code a duration such as
   * 5m}.
   */
  String allowed();

  /** The value as text that {@link #read} takes, for the table of defaults. */
  String write(T value);
}
