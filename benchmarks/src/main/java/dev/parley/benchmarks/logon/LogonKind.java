package dev.parley.benchmarks.logon;

import java.util.Locale;

/** A server, and how clients log on to it. */
public enum LogonKind {
  JETTY("Jetty, token ignored", false, "none", Scheme.KERBEROS),
  JETTY_OWN("Jetty SPNEGOAuthenticator", false, "own", Scheme.KERBEROS),
  JETTY_PARLEY("Parley on Jetty", false, "parley", Scheme.KERBEROS),
  APACHE("Apache, token ignored", true, "none", Scheme.KERBEROS),
  APACHE_GSSAPI("Apache mod_auth_gssapi", true, "gssapi", Scheme.KERBEROS),
  JETTY_PARLEY_NTLM("Parley on Jetty", false, "parley-ntlm", Scheme.NTLM),
  APACHE_GSSAPI_NTLM("Apache with gss-ntlmssp", true, "gssapi-ntlm", Scheme.NTLM);

  private final String label;
  private final boolean apache;
  private final String authentication;
  private final Scheme scheme;

  LogonKind(String label, boolean apache, String authentication, Scheme scheme) {
    this.label = label;
    this.apache = apache;
    this.authentication = authentication;
    this.scheme = scheme;
  }

  /** How clients log on. */
  public enum Scheme {
    /** SPNEGO with a ticket, one request. */
    KERBEROS("Kerberos"),
    /** The scheme NTLM, two requests. */
    NTLM("NTLM");

    private final String label;

    Scheme(String label) {
      this.label = label;
    }

    /** How the table calls it. */
    public String label() {
      return label;
    }
  }

  /** How the table calls the server. */
  public String label() {
    return label;
  }

  /** Whether it is Apache, which is not on every machine. */
  boolean isApache() {
    return apache;
  }

  /** Who authenticates. */
  String authentication() {
    return authentication;
  }

  /** How clients log on. */
  public Scheme scheme() {
    return scheme;
  }

  /** Whether nobody looks at the tokens. */
  public boolean ignoresTokens() {
    return authentication.equals("none");
  }

  /** Whether Parley authenticates. */
  public boolean isParley() {
    return authentication.startsWith("parley");
  }

  /** How the progress calls it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
