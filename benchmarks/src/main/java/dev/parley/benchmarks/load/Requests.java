package dev.parley.benchmarks.load;

/** The source of the next request of a connection, or of all if they share a nonce. */
final class Requests {
  /** Writes requests that all answer the same challenge, or carry no answer at all. */
  @FunctionalInterface
  interface Writer {
    /** The bytes of the next request; the array is valid until the next call. */
    byte[] next();
  }

  private Writer writer;

  Requests(Writer writer) {
    this.writer = writer;
  }

  byte[] next() {
    return writer.next();
  }

  /** From now on another challenge is answered. */
  void answer(Writer other) {
    writer = other;
  }
}
