package dev.parley.negotiate.mechanism;

/** What is asked of channel bindings (RFC 5056; Extended Protection). */
public enum BindingPolicy {
  /** They are not looked at. */
  OFF,
  /**
   * A client that sends bindings must send the right ones, and one that says it is aware of
   * bindings must send them; others pass.
   */
  WHEN_SUPPORTED,
  /** Every client must send the right ones. */
  REQUIRED
}
