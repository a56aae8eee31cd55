package dev.parley.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Makes logons from the calling thread, some at once, each on a new connection that is closed when
 * the answer is whole.
 */
public final class LogonLoad {
  private final InetSocketAddress server;
  private final int atOnce;

  /**
   * @param server where the connections go
   * @param atOnce how many are open at the same time
   */
  public LogonLoad(InetSocketAddress server, int atOnce) {
    this.server = server;
    this.atOnce = atOnce;
  }

  private static final class Attempt {
    final SocketChannel channel;
    final Logon logon;
    final ResponseReader response = new ResponseReader();

    Attempt(SocketChannel channel, Logon logon) {
      this.channel = channel;
      this.logon = logon;
    }

    void send(byte[] request) throws IOException {
      ByteBuffer out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  /**
   * Makes all logons.
   *
   * @throws IOException if a connection breaks or a logon fails
   */
  public Tally run(Iterator<? extends Logon> logons) throws IOException {
    long start = System.nanoTime();
    long done = 0;
    try (Selector selector = Selector.open()) {
      int open = 0;
      while (open < atOnce && begin(selector, logons)) {
        open++;
      }
      while (open > 0) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          Attempt attempt = (Attempt) key.attachment();
          if (proceed(attempt)) {
            attempt.channel.close();
            done++;
            open -= begin(selector, logons) ? 0 : 1;
          }
        }
        selector.selectedKeys().clear();
      }
    }
    return new Tally(done, 0, 0, Duration.ofNanos(System.nanoTime() - start));
  }

  private boolean begin(Selector selector, Iterator<? extends Logon> logons) throws IOException {
    if (!logons.hasNext()) {
      return false;
    }
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Attempt attempt = new Attempt(channel, logons.next());
    channel.register(selector, SelectionKey.OP_READ, attempt);
    attempt.send(attempt.logon.first());
    return true;
  }

  /** Reads what is there; whether the logon is done. */
  private static boolean proceed(Attempt attempt) throws IOException {
    ResponseReader response = attempt.response;
    if (attempt.channel.read(response.buffer()) < 0) {
      throw new EOFException("the server closed a connection in the middle of a logon");
    }
    if (!response.complete()) {
      return false;
    }
    if (response.status() == 200) {
      return true;
    }
    byte @Nullable [] next = attempt.logon.next(response.head());
    if (next == null) {
      throw new IOException("a logon failed: " + response.head());
    }
    response.clear();
    attempt.send(next);
    return false;
  }
}
