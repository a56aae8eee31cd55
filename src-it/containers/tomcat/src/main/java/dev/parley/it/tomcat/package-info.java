/** Embedded Tomcat 10.1 and 11; see {@link dev.parley.it.tomcat.TomcatContainer}. */
@NullMarked
package dev.parley.it.tomcat;

import org.jspecify.annotations.NullMarked;
