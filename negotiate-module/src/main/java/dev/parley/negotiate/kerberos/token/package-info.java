/**
 * Tokens that protect messages after the logon (RFC 4121 section 4.2). Start at {@link
 * dev.parley.negotiate.kerberos.token.MessageProtection}.
 */
@NullMarked
package dev.parley.negotiate.kerberos.token;

import org.jspecify.annotations.NullMarked;
