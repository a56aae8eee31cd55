/**
 * The messages of RFC 4120 that an acceptor reads and writes, in DER, and the frame that RFC 4121
 * section 4.1 puts around them. A parser gives a value or {@link
 * dev.parley.http.MalformedTokenException}. Decides nothing.
 */
@NullMarked
package dev.parley.negotiate.kerberos.message;

import org.jspecify.annotations.NullMarked;
