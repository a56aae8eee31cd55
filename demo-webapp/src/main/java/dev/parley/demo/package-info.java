/**
 * The demo web application: a few servlets behind the filter, and a page that shows what it does.
 * Start at {@link dev.parley.demo.DemoApplication}. Uses the Servlet API, Jackson and the public
 * packages of filter-core; the same classes run in the WAR and in the launcher.
 */
@NullMarked
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;
