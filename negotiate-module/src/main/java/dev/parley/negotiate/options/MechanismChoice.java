package dev.parley.negotiate.options;

/** The mechanisms that the scheme Negotiate can choose. */
public enum MechanismChoice {
  /** RFC 4121; before NTLM always. */
  KERBEROS("kerberos"),
  /** MS-NLMP. */
  NTLM("ntlm");

  private final String word;

  MechanismChoice(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
