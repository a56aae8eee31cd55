/**
 * The messages of MS-NLMP section 2.2, each in one file: NEGOTIATE and AUTHENTICATE are read,
 * CHALLENGE is written. Octets only: no key, no clock, no state. Uses {@code dev.parley.http}
 * (MalformedTokenException) and {@code dev.parley.authority} (the server's names).
 */
@NullMarked
package dev.parley.negotiate.ntlm.message;

import org.jspecify.annotations.NullMarked;
