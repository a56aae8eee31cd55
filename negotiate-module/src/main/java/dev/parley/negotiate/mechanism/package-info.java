/**
 * What SPNEGO and the security packages see of a mechanism (Kerberos, NTLM): GSS_Accept_sec_context
 * and the calls on an established context, RFC 2743.
 */
@NullMarked
package dev.parley.negotiate.mechanism;

import org.jspecify.annotations.NullMarked;
