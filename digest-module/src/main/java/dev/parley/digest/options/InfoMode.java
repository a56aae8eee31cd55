package dev.parley.digest.options;

/** What is sent in Authentication-Info. */
public enum InfoMode {
  /** Nothing. */
  OFF("off"),
  /** The server's proof that it knows the key. */
  RSPAUTH("rspauth"),
  /** As rspauth, and a new nonce when the old one has served half of its time. */
  NEXTNONCE("nextnonce");

  private final String word;

  InfoMode(String word) {
    this.word = word;
  }

  /** The word in the settings. */
  public String word() {
    return word;
  }
}
