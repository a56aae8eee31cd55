package dev.parley.benchmarks.load;

/** The source of the next request of a connection. */
interface Requests {
  /** The bytes of the next request; the array is valid until the next call. */
  byte[] next();
}
