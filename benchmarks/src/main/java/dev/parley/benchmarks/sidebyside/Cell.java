package dev.parley.benchmarks.sidebyside;

import java.util.Locale;

/**
 * One thing that is measured: a server and what the requests carry.
 *
 * @param server the server
 * @param load what the requests carry
 * @param algorithm the Digest algorithm, where the requests carry an answer
 */
public record Cell(ServerKind server, Load load, String algorithm) {

  /** What the requests of a cell carry. */
  public enum Load {
    /** No credentials, to a server that wants none. */
    SHORT("no credentials"),
    /** An Authorization header to a server that does not look at it. */
    SAME_LENGTH("header of the same length, ignored"),
    /** A right Digest answer with the next nonce count. */
    DIGEST("right answer"),
    /** No credentials, to a server that answers 401. */
    CHALLENGE("401");

    private final String label;

    Load(String label) {
      this.label = label;
    }
  }

  /** How the table calls it. */
  public String label() {
    return !algorithm.equals("-") ? load.label + ", " + algorithm : load.label;
  }

  /** A name without blanks, for the data file. */
  public String id() {
    return (server + "/" + load + "/" + algorithm).toLowerCase(Locale.ROOT);
  }
}
