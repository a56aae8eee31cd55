package dev.parley.negotiate.kerberos;

/**
 * Says who a client of Kerberos is here: verifies the PAC, makes an account of the principal and
 * finds its roles. Thread-safe. Throws nothing: what it can not find out is a refusal.
 */
@FunctionalInterface
public interface ClientMapper {

  /** Who this client is. Called for each ticket that all other checks have accepted. */
  Mapped map(KerberosClient client);
}
