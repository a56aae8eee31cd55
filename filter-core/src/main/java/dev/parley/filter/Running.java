package dev.parley.filter;

import dev.parley.engine.AuthenticationService;

/** A filter that has started. */
record Running(AuthenticationService service, Dispatch dispatch)
    implements LifeCycle.State, AutoCloseable {
  @Override
  public void close() {
    service.close();
  }
}
