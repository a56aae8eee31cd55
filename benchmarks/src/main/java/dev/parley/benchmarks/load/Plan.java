package dev.parley.benchmarks.load;

import java.net.InetSocketAddress;

/**
 * What a {@link LoadGenerator} does.
 *
 * @param server where the requests go
 * @param challenger who issues the Digest challenge; the server itself, or, to measure what the
 *     mere length of the header costs a server that does not look at it, another one
 * @param mode what the requests carry
 * @param algorithm the Digest algorithm to answer, {@code MD5} or {@code SHA-256}
 * @param connections how many connections are kept busy, at least 1
 * @param sharedNonce whether all connections count up one nonce, or each has its own
 */
public record Plan(
    InetSocketAddress server,
    InetSocketAddress challenger,
    Mode mode,
    String algorithm,
    int connections,
    boolean sharedNonce) {

  /** A plan for requests without credentials. */
  public static Plan withoutCredentials(InetSocketAddress server, Mode mode, int connections) {
    return new Plan(server, server, mode, "MD5", connections, false);
  }

  /** A plan for requests with a correct Digest answer, one nonce a connection. */
  public static Plan digest(InetSocketAddress server, String algorithm, int connections) {
    return new Plan(server, server, Mode.DIGEST, algorithm, connections, false);
  }

  /** The same plan with the challenge taken from another server. */
  public Plan challengedBy(InetSocketAddress other) {
    return new Plan(server, other, mode, algorithm, connections, sharedNonce);
  }

  /** The same plan with one nonce for all connections. */
  public Plan withSharedNonce() {
    return new Plan(server, challenger, mode, algorithm, connections, true);
  }
}
