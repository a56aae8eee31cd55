package dev.parley.it.launch;

/** A started container. Ports are on the loopback address; {@code -1} means none. */
public interface Container extends AutoCloseable {
  /** HTTP/1.1 and, where the container has it, clear-text HTTP/2. */
  int httpPort();

  /** HTTP/1.1 and HTTP/2 over TLS, or -1. */
  int httpsPort();

  /** AJP, or -1: Jetty has none. */
  default int ajpPort() {
    return -1;
  }

  /** Stops everything, at most a few seconds. */
  @Override
  void close() throws Exception;
}
