package dev.parley.benchmarks.load;

import java.time.Duration;

/**
 * What came back during one run.
 *
 * @param expected answers with the status that the mode expects
 * @param challenged answers 401 in a mode that expects 200 (a used-up or expired nonce)
 * @param other answers with any other status
 * @param elapsed the time from the first request to the last answer
 */
public record Tally(long expected, long challenged, long other, Duration elapsed) {

  /** Expected answers for each second. */
  public double perSecond() {
    return expected * 1e9 / elapsed.toNanos();
  }
}
