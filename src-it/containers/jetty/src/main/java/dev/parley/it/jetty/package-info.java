/** What Jetty 12.1 has in common for all Jakarta EE levels: server, connectors, HTTP/2. */
@NullMarked
package dev.parley.it.jetty;

import org.jspecify.annotations.NullMarked;
