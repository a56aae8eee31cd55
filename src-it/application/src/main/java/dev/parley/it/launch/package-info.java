/**
 * The contract between the tests and a container in its own process: start with {@link
 * dev.parley.it.launch.Launcher}. Uses the Servlet API only.
 */
@NullMarked
package dev.parley.it.launch;

import org.jspecify.annotations.NullMarked;
