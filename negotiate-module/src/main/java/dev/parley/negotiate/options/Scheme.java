package dev.parley.negotiate.options;

/** The schemes of HTTP by which the mechanisms are offered. */
public enum Scheme {
  /** RFC 4559: SPNEGO, or the bare tokens of a mechanism. */
  NEGOTIATE("negotiate"),
  /** MS-NTHT: bare messages of NTLM. */
  NTLM("ntlm");

  private final String word;

  Scheme(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
