package dev.parley.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the setting
 * @param value what was given; {@code [secret]} for settings that hold secrets
 * @param allowed what is allowed
 * @param mend what to do
 */
public record Problem(String key, String value, String allowed, String mend) {
  @Override
  public String toString() {
    return key + " = " + value + ": allowed is " + allowed + "; " + mend;
  }
}
