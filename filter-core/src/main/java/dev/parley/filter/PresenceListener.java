package dev.parley.filter;

import jakarta.servlet.ServletContextListener;

/**
 * Stands in {@code web.xml} beside the filter, so that an application from which the jar with both
 * is missing is not deployed: some containers (GlassFish, Payara) leave out a filter whose class
 * they do not find and serve the application without it, but no container leaves out a listener. It
 * does nothing. Thread-safe.
 */
public final class PresenceListener implements ServletContextListener {
  /** For the container. */
  public PresenceListener() {}
}
