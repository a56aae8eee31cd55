package dev.parley.digest.options;

/** How nonce counts are checked. */
public enum ReplayProtection {
  /** Each count once, in any order, as long as it is not too far behind. */
  WINDOW("window"),
  /**
   * Each count exactly one greater than the last, as VerifySignature wants it; parallel clients get
   * stale.
   */
  STRICT("strict"),
  /** Counts are not looked at. A captured request can be repeated while its nonce lives. */
  OFF("off");

  private final String word;

  ReplayProtection(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
