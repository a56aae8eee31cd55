package dev.parley.sspi;

/** What holds of an established context: the {@code ASC_RET_} bits. */
public enum ContextFlag {
  /** The client's credentials can be handed on. */
  DELEGATE(0x1),
  /** The server is proved to the client. */
  MUTUAL_AUTH(0x2),
  /** Repeated messages are found. */
  REPLAY_DETECT(0x4),
  /** Messages out of order are found. */
  SEQUENCE_DETECT(0x8),
  /** Messages can be encrypted. */
  CONFIDENTIALITY(0x10),
  /** The entity is covered, or messages can be signed. */
  INTEGRITY(0x20000),
  /** The server knows who the client is but not its secret. */
  IDENTIFY(0x80000);

  private final int bit;

  ContextFlag(int bit) {
    this.bit = bit;
  }

  /** The bit in the attribute word. */
  public int bit() {
    return bit;
  }
}
