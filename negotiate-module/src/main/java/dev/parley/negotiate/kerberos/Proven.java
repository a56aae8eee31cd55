package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.GssToken;
import org.jspecify.annotations.Nullable;

/**
 * A request whose ticket and authenticator are decrypted.
 *
 * @param token in which it came
 * @param opened its ticket, held as long as the request is looked at
 * @param subkey the client's own, or null
 */
record Proven(
    GssToken token,
    ApReq request,
    OpenTicket opened,
    @Nullable KerberosKey subkey,
    Authenticator authenticator) {
  /** The ticket's own. */
  KerberosKey sessionKey() {
    return opened.sessionKey();
  }
}
