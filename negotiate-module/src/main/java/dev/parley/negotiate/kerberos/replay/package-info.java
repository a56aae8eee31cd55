/**
 * Remembers authenticators for as long as they would be accepted again (RFC 4120 section 3.2.3).
 * Start at {@link dev.parley.negotiate.kerberos.replay.ReplayCache}.
 */
@NullMarked
package dev.parley.negotiate.kerberos.replay;

import org.jspecify.annotations.NullMarked;
