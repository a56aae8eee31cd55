package dev.parley.benchmarks.load;

import dev.parley.benchmarks.Fixture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a number of connections busy from the calling thread: as soon as an answer is whole, the
 * next request goes out on the same connection. Connections are opened, and in {@link Mode#DIGEST}
 * challenged, before the first run, so that a run has only the requests of its mode.
 *
 * <p>Not thread-safe.
 */
public final class LoadGenerator implements AutoCloseable {
  private final Plan plan;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Map<Connection, Requests> sources = new HashMap<>();
  private long expected;
  private long challenged;
  private long other;

  private LoadGenerator(Plan plan, Selector selector) {
    this.plan = plan;
    this.selector = selector;
  }

  /**
   * Opens the connections of a plan.
   *
   * @throws IOException if the server cannot be reached or offers no challenge for the algorithm
   */
  public static LoadGenerator open(Plan plan) throws IOException {
    LoadGenerator generator = new LoadGenerator(plan, Selector.open());
    try {
      for (int i = 0; i < plan.connections(); i++) {
        generator.addConnection();
      }
      return generator;
    } catch (IOException | RuntimeException e) {
      generator.close();
      throw e;
    }
  }

  private void addConnection() throws IOException {
    Connection connection = Connection.open(plan.server());
    connections.add(connection);
    boolean share = plan.sharedNonce() && connections.size() > 1;
    Requests requests = share ? sources.get(connections.get(0)) : newRequests();
    sources.put(connection, requests);
    connection.register(selector);
  }

  private Requests newRequests() throws IOException {
    if (plan.mode() != Mode.DIGEST) {
      byte[] request = RequestText.withoutCredentials(plan.server(), Fixture.PATH);
      return () -> request;
    }
    return new DigestRequests(plan.server(), Fixture.PATH, challenge(plan.challenger()));
  }

  private DigestChallenge challenge(InetSocketAddress challenger) throws IOException {
    try (Connection connection = Connection.open(challenger)) {
      byte[] request = RequestText.withoutCredentials(challenger, Fixture.PATH);
      return challengeIn(connection.exchange(request));
    }
  }

  private DigestChallenge challengeIn(ResponseReader response) throws IOException {
    return DigestChallenge.find(response.head(), plan.algorithm())
        .orElseThrow(
            () ->
                new IOException(
                    "no challenge for "
                        + plan.algorithm()
                        + " in an answer with status "
                        + response.status()));
  }

  /**
   * Runs for about the given time and waits for the last answers.
   *
   * @throws IOException if a connection breaks
   */
  public Tally run(Duration duration) throws IOException {
    expected = 0;
    challenged = 0;
    other = 0;
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    int inFlight = 0;
    for (Connection connection : connections) {
      connection.send(sources.get(connection).next());
      inFlight++;
    }
    while (inFlight > 0) {
      selector.select();
      boolean over = System.nanoTime() >= end;
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (connection.receive()) {
          settle(connection);
          if (over) {
            inFlight--;
          } else {
            connection.send(sources.get(connection).next());
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return new Tally(expected, challenged, other, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Counts the answer, takes up a new nonce if it brings one, and makes room for the next. */
  private void settle(Connection connection) throws IOException {
    ResponseReader response = connection.response();
    int status = response.status();
    if (status == plan.mode().expectedStatus()) {
      expected++;
    } else if (status == 401) {
      challenged++;
      renew(connection, challengeIn(response));
    } else {
      other++;
    }
    response.clear();
  }

  private void renew(Connection connection, DigestChallenge challenge) {
    Requests fresh = new DigestRequests(plan.server(), Fixture.PATH, challenge);
    if (plan.sharedNonce()) {
      sources.replaceAll((any, old) -> fresh);
    } else {
      sources.put(connection, fresh);
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
