package dev.parley.benchmarks.load;

import dev.parley.benchmarks.Fixture;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    boolean share = plan.sharedNonce() && !connections.isEmpty();
    Requests requests = share ? connections.get(0).requests() : new Requests(firstWriter());
    Connection connection = Connection.open(plan.server(), requests);
    connections.add(connection);
    connection.register(selector);
  }

  private Requests.Writer firstWriter() throws IOException {
    byte[] bare = RequestText.withoutCredentials(plan.server(), Fixture.PATH);
    return plan.mode() == Mode.DIGEST ? answering(challenge()) : () -> bare;
  }

  private Requests.Writer answering(DigestChallenge challenge) {
    return new DigestRequests(plan.server(), Fixture.PATH, challenge);
  }

  private DigestChallenge challenge() throws IOException {
    byte[] request = RequestText.withoutCredentials(plan.challenger(), Fixture.PATH);
    try (Connection connection = Connection.open(plan.challenger(), new Requests(() -> request))) {
      return challengeIn(connection.exchange());
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
      connection.send();
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
            connection.send();
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
      connection.requests().answer(answering(challengeIn(response)));
    } else {
      other++;
    }
    response.clear();
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
