/** Jetty 12.1 with Jakarta EE 10; see {@link dev.parley.it.jetty.ee10.JettyEe10}. */
@NullMarked
package dev.parley.it.jetty.ee10;

import org.jspecify.annotations.NullMarked;
