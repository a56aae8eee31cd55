/**
 * What can be chosen about Negotiate, Kerberos and NTLM. Start at {@link
 * dev.parley.negotiate.options.NegotiateSettings}, {@link
 * dev.parley.negotiate.options.KerberosSettings} and {@link
 * dev.parley.negotiate.options.NtlmSettings}, the keys; the records beside them are their values
 * after all checks.
 */
@NullMarked
package dev.parley.negotiate.options;

import org.jspecify.annotations.NullMarked;
