package dev.parley.authority;

import java.util.Optional;

/** The algorithms of RFC 7616 section 6.1, by their token on the wire. */
public enum DigestAlgorithm {
  /** For old clients. */
  MD5("MD5", "MD5", 16, false),
  /** For old clients; A1 is bound to the nonce and cnonce. */
  MD5_SESS("MD5-sess", "MD5", 16, true),
  /** The algorithm to use. */
  SHA_256("SHA-256", "SHA-256", 32, false),
  /** A1 is bound to the nonce and cnonce. */
  SHA_256_SESS("SHA-256-sess", "SHA-256", 32, true),
  /** FIPS 180-4 SHA-512/256, which is not SHA-512 cut short. */
  SHA_512_256("SHA-512-256", "SHA-512/256", 32, false),
  /** A1 is bound to the nonce and cnonce. */
  SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", 32, true);

  private final String token;
  private final String hashName;
  private final int hashLength;
  private final boolean session;

  DigestAlgorithm(String token, String hashName, int hashLength, boolean session) {
    this.token = token;
    this.hashName = hashName;
    this.hashLength = hashLength;
    this.session = session;
  }

  /** The algorithm of a token, without regard to case. */
  public static Optional<DigestAlgorithm> ofToken(String token) {
    for (DigestAlgorithm each : values()) {
      if (each.token.equalsIgnoreCase(token)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The token on the wire. */
  public String token() {
    return token;
  }

  /** The name of the JCA message digest. */
  public String hashName() {
    return hashName;
  }

  /** The length of the hash in octets. */
  public int hashLength() {
    return hashLength;
  }

  /** Whether this is a {@code -sess} variant. */
  public boolean session() {
    return session;
  }

  /** The algorithm without {@code -sess}: the one under which H(user:realm:password) is stored. */
  public DigestAlgorithm base() {
    return switch (this) {
      case MD5, MD5_SESS -> MD5;
      case SHA_256, SHA_256_SESS -> SHA_256;
      case SHA_512_256, SHA_512_256_SESS -> SHA_512_256;
    };
  }

  @Override
  public String toString() {
    return token;
  }
}
