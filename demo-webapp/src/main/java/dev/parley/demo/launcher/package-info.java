/**
 * The command {@code bin/demo}: the web application on embedded Jetty. Start at {@link
 * dev.parley.demo.launcher.Demo}. Uses Jetty and the web application; is not part of the WAR.
 */
@NullMarked
package dev.parley.demo.launcher;

import org.jspecify.annotations.NullMarked;
