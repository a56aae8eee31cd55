/**
 * The acceptor of Kerberos (RFC 4120 section 3.2.3, RFC 4121 section 4.1). Start at {@link
 * dev.parley.negotiate.kerberos.ClientMapper} for what it asks of others.
 */
@NullMarked
package dev.parley.negotiate.kerberos;

import org.jspecify.annotations.NullMarked;
