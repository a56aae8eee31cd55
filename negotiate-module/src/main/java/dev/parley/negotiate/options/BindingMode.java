package dev.parley.negotiate.options;

/**
 * What is asked of channel bindings (RFC 5929; Extended Protection), and of the target that a
 * client of NTLM aims at.
 */
public enum BindingMode {
  /** Nothing: they are not looked at. */
  OFF("off"),
  /** Who can send them must send the right ones; others pass. */
  WHEN_SUPPORTED("when-supported"),
  /** Everybody must send the right ones. */
  REQUIRED("required");

  private final String word;

  BindingMode(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
