package dev.parley.negotiate.options;

/** For which names tickets are taken whose key is in the keytab. */
public enum ServiceNames {
  /** For those of the keytab, and for others of their service class on the same account. */
  SAME_CLASS("same-class"),
  /** For those of the keytab alone. */
  KEYTAB("keytab");

  private final String word;

  ServiceNames(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
