/**
 * Negotiate (SPNEGO with Kerberos and NTLM) and NTLM over HTTP. Start at {@link
 * dev.parley.negotiate.NegotiatePackage}; what can be chosen stands in {@link
 * dev.parley.negotiate.options}.
 */
@NullMarked
package dev.parley.negotiate;

import org.jspecify.annotations.NullMarked;
