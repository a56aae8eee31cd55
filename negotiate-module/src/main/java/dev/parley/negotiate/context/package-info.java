/**
 * The server contexts of Negotiate and NTLM over HTTP (RFC 4559, MS-NTHT, MS-N2HT): the legs of a
 * logon by connection, and how long the identity holds: for the request, the connection or the
 * session. Start at {@link dev.parley.negotiate.context.NegotiateServer}. Sees mechanisms through
 * SPNEGO only.
 */
@NullMarked
package dev.parley.negotiate.context;

import org.jspecify.annotations.NullMarked;
