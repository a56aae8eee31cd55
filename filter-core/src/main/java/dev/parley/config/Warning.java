package dev.parley.config;

/**
 * A setting that is allowed and weakens a protection, or lets something go wrong unseen. The filter
 * starts with it, and says so.
 *
 * @param key the setting
 * @param value what it is; {@code [secret]} for settings that hold secrets
 * @param consequence what may happen
 * @param remedy what to do
 */
public record Warning(String key, String value, String consequence, String remedy) {
  @Override
  public String toString() {
    return key + " = " + value + ": " + consequence + "; " + remedy;
  }
}
