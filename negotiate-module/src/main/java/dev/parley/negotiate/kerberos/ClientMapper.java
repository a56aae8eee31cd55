package dev.parley.negotiate.kerberos;

/**
 * Says who a client of Kerberos is here, in two steps, between which it is known that its token is
 * no replay. Thread-safe. Throws nothing: what it cannot find out is a refusal.
 */
public interface ClientMapper {

  /**
   * Which account is this client's: verifies the PAC and makes an account of the principal. Asks
   * nothing that is not in memory. Called for each ticket that all other checks have accepted.
   */
  Mapped map(KerberosClient client);

  /**
   * Whether an account that {@link #map} has found may log on, and with which roles. May ask a
   * directory elsewhere. Called for each token that was not seen before.
   *
   * @param address the client's
   */
  Mapped admit(Mapped.Account account, String address);
}
