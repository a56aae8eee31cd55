/** Negotiate with tickets of real realms, real clients and real containers. */
@NullMarked
package dev.parley.it.negotiate;

import org.jspecify.annotations.NullMarked;
