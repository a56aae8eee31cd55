/**
 * The web application that all containers run: plain servlets that know nothing of Parley. Start
 * with {@link dev.parley.it.app.TestApplication}. Uses the Servlet and WebSocket APIs only.
 */
@NullMarked
package dev.parley.it.app;

import org.jspecify.annotations.NullMarked;
