package dev.parley.authority;

/** Quality of protection, RFC 7616 section 3.3. */
public enum Qop {
  /** The request line is protected. */
  AUTH("auth"),
  /** The entity is protected too. */
  AUTH_INT("auth-int");

  private final String token;

  Qop(String token) {
    this.token = token;
  }

  /** The token on the wire. */
  public String token() {
    return token;
  }
}
