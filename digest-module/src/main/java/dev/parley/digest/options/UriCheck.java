package dev.parley.digest.options;

/** How the uri directive is compared with the request. */
public enum UriCheck {
  /** It is the path and query of the request line, or its absolute form with the same host. */
  EXACT("exact"),
  /**
   * As exact, but the query may be missing in the directive, as old Windows clients leave it out.
   */
  WITHOUT_QUERY("without-query"),
  /**
   * It is not compared. A captured answer can then be used for another path while its nonce count
   * is unused.
   */
  OFF("off");

  private final String word;

  UriCheck(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
