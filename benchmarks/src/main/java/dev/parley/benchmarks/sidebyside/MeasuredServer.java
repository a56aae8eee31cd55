package dev.parley.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server in processes of its own on this machine. Closing it ends them. */
public interface MeasuredServer extends AutoCloseable {

  /** Where it listens. */
  InetSocketAddress address();

  /**
   * The processor time that it has used since it started; differences count, of the moments before
   * and after a load.
   *
   * @throws IOException if this system does not tell it
   */
  Duration cpu() throws IOException;

  @Override
  void close();
}
