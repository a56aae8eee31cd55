package dev.parley.negotiate.context;

import java.util.HexFormat;

/**
 * A client who is known for one request: its keys are wiped when the request is over. Thread-safe.
 */
final class RequestContext extends NegotiateContext implements AutoCloseable {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /**
   * @param number another for each; nothing is found under the name that it makes
   */
  RequestContext(long number, Proved proved) {
    super(HexFormat.of().toHexDigits((number * SPREAD) >>> 16, 12), proved);
  }

  @Override
  public void close() {
    proved().context().close();
  }
}
