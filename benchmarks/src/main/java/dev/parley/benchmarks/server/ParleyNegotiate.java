package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import dev.parley.benchmarks.negotiate.KerberosService;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.List;

/** Parley with Negotiate or NTLM, all else at its defaults. */
final class ParleyNegotiate {
  private ParleyNegotiate() {}

  static Filter kerberos(Path folder) throws ConfigurationException {
    return builder()
        .set("kerberos.keytab", folder.resolve("service.keytab").toString())
        // these tickets have no PAC
        .set("kerberos.realms-without-pac", KerberosService.REALM)
        // all logons are one client's
        .set("kerberos.replay-cache-share", 100)
        .build();
  }

  static Filter ntlm(Path folder) throws ConfigurationException {
    return builder()
        .set("negotiate.schemes", "ntlm")
        .set(CoreSettings.USERS_DOMAIN, Fixture.NTLM_DOMAIN)
        .set(CoreSettings.USERS_FILE, folder.resolve("users.json"))
        .build();
  }

  private static AuthenticationFilterBuilder builder() {
    return AuthenticationFilter.builder()
        .set(CoreSettings.REALM, Fixture.REALM)
        .set(CoreSettings.PACKAGES, List.of("negotiate"));
  }
}
