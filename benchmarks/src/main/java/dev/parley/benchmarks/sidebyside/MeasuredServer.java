package dev.parley.benchmarks.sidebyside;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A server in processes of its own on this machine. Closing it ends them. */
public interface MeasuredServer extends AutoCloseable {

  /** Where it listens. */
  InetSocketAddress address();

  /** The processor time that it has used since it started, in steps of about 10 ms. */
  Duration cpu();

  @Override
  void close();
}
