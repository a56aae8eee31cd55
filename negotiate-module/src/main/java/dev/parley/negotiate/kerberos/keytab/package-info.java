/**
 * The keys of the services that this server is. Start at {@link
 * dev.parley.negotiate.kerberos.keytab.ServiceKeys}.
 */
@NullMarked
package dev.parley.negotiate.kerberos.keytab;

import org.jspecify.annotations.NullMarked;
