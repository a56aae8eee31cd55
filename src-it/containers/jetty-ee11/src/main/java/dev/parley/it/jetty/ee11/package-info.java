/** Jetty 12.1 with Jakarta EE 11; see {@link dev.parley.it.jetty.ee11.JettyEe11}. */
@NullMarked
package dev.parley.it.jetty.ee11;

import org.jspecify.annotations.NullMarked;
