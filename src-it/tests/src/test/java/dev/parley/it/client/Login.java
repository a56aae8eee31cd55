package dev.parley.it.client;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a client of Negotiate or NTLM logs on with.
 *
 * @param user the account, for NTLM
 * @param password its password, for NTLM
 * @param krb5Conf the realm, for Kerberos
 * @param tickets a ticket cache; clients of NTLM do not see it
 */
public record Login(String user, String password, Path krb5Conf, Path tickets) {

  /** The environment in which MIT's library finds the realm and the tickets. */
  Map<String, String> kerberosEnvironment() {
    return Map.of("KRB5_CONFIG", krb5Conf.toString(), "KRB5CCNAME", "FILE:" + tickets);
  }

  /** The environment in which it finds the realm and no ticket. */
  Map<String, String> environmentWithoutTickets() {
    return Map.of("KRB5_CONFIG", krb5Conf.toString(), "KRB5CCNAME", "FILE:" + tickets + ".none");
  }
}
