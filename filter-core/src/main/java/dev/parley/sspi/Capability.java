package dev.parley.sspi;

/** What a security package can do: the {@code SECPKG_FLAG_} bits of SecPkgInfo. */
public enum Capability {
  /** Signs messages. */
  INTEGRITY(0x1),
  /** Encrypts messages. */
  PRIVACY(0x2),
  /** Uses the token alone, not the data around it. */
  TOKEN_ONLY(0x4),
  /** Works without a connection. */
  DATAGRAM(0x8),
  /** Works on a connection. */
  CONNECTION(0x10),
  /** Needs more than one leg. */
  MULTI_REQUIRED(0x20),
  /** Lets the server act as the client. */
  IMPERSONATION(0x100),
  /** Accepts names of the form {@code DOMAIN\\user}. */
  ACCEPT_WIN32_NAME(0x200),
  /** Can be chosen by Negotiate. */
  NEGOTIABLE(0x800),
  /** Speaks as GSS-API peers do. */
  GSS_COMPATIBLE(0x1000),
  /** Proves the server to the client. */
  MUTUAL_AUTH(0x10000),
  /** Can hand the client's credentials on. */
  DELEGATION(0x20000);

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /** The bit in {@code fCapabilities}. */
  public int bit() {
    return bit;
  }
}
