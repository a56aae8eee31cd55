package dev.parley.negotiate.options;

/** How long an identity that was proved by Kerberos holds. NTLM holds for its connection always. */
public enum KeepMode {
  /** For its request: the client sends a ticket with every one. */
  REQUEST("request"),
  /** For the connection. */
  CONNECTION("connection"),
  /** For the HTTP session, whose id is changed. */
  SESSION("session");

  private final String word;

  KeepMode(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
