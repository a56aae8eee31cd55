package dev.parley.benchmarks.load;

import org.jspecify.annotations.Nullable;

/** One logon on a connection of its own: a request, and more if the server asks for more. */
public interface Logon {

  /** The first request. */
  byte[] first();

  /**
   * The next request, once an answer other than 200 has come.
   *
   * @param head its status line and header lines
   * @return null when the logon has failed
   */
  byte @Nullable [] next(String head);
}
