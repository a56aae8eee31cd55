package dev.parley.benchmarks.load;

/** What the requests of a run carry, and which answer counts as good. */
public enum Mode {
  /** No Authorization header; 200 is expected. */
  BARE(200),
  /** No Authorization header; 401 is expected. */
  CHALLENGE(401),
  /** A correct Digest answer; 200 is expected, a 401 is answered with its new nonce. */
  DIGEST(200);

  private final int expectedStatus;

  Mode(int expectedStatus) {
    this.expectedStatus = expectedStatus;
  }

  int expectedStatus() {
    return expectedStatus;
  }
}
