package dev.parley.digest.options;

/** What a right answer with a used count gets. */
public enum ReplayAnswer {
  /**
   * A new nonce with stale=true, so that clients that always send 1 come through with one more leg.
   */
  STALE("stale"),
  /** A challenge as for a wrong password. */
  REFUSE("refuse");

  private final String word;

  ReplayAnswer(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
