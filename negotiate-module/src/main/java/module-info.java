/**
 * Negotiate (SPNEGO with Kerberos and NTLM) for the Parley filter.
 *
 * @see dev.parley.negotiate.NegotiatePackage
 */
@SuppressWarnings("module") // that of the qualified exports is built later
module dev.parley.negotiate {
  requires static org.jspecify;
  requires transitive dev.parley.core;
  requires com.github.benmanes.caffeine;
  requires java.security.jgss;
  requires org.bouncycastle.provider;
  requires org.slf4j;

  exports dev.parley.negotiate;
  exports dev.parley.negotiate.binding to
      dev.parley.doctor;
  exports dev.parley.negotiate.kerberos.crypto to
      dev.parley.doctor;
  exports dev.parley.negotiate.kerberos.keytab to
      dev.parley.doctor;
  exports dev.parley.negotiate.kerberos.message to
      dev.parley.doctor;
  exports dev.parley.negotiate.options;

  provides dev.parley.config.PackageProvider with
      dev.parley.negotiate.NegotiateProvider;
}
