/** Negotiate (SPNEGO with Kerberos and NTLM) for the Parley filter. */
module dev.parley.negotiate {
  requires static org.jspecify;
  requires transitive dev.parley.core;
  requires com.github.benmanes.caffeine;
  requires java.security.jgss;
  requires org.bouncycastle.provider;
  requires org.slf4j;
}
