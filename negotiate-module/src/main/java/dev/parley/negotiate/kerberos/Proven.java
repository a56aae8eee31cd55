package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * A request whose ticket and authenticator are decrypted.
 *
 * @param sessionKey of the ticket
 * @param subkey the client's own, or null
 */
record Proven(
    ApReq request,
    TicketOpener.Opened opened,
    KerberosKey sessionKey,
    @Nullable KerberosKey subkey,
    Authenticator authenticator) {}
