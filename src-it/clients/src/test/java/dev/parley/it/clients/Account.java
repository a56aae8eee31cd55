package dev.parley.it.clients;

/**
 * By what a library logs on.
 *
 * @param scheme Digest, Kerberos or NTLM; with Kerberos there are tickets in the environment
 */
record Account(Scheme scheme, String user, String password) {
  /** A way to log on. */
  enum Scheme {
    DIGEST,
    KERBEROS,
    NTLM
  }

  boolean is(Scheme which) {
    return scheme == which;
  }

  /** For a library that knows this way only. */
  Account only(Scheme which) {
    if (!is(which)) {
      throw new IllegalArgumentException("not by " + scheme);
    }
    return this;
  }
}
