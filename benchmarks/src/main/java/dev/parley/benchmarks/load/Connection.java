package dev.parley.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request in flight. */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final Requests requests;
  private final ResponseReader response = new ResponseReader();
  private final ByteBuffer out = ByteBuffer.allocateDirect(8 * 1024);

  private Connection(SocketChannel channel, Requests requests) {
    this.channel = channel;
    this.requests = requests;
  }

  static Connection open(InetSocketAddress server, Requests requests) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Connection(channel, requests);
  }

  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Where its requests come from. */
  Requests requests() {
    return requests;
  }

  /** Sends the next request; it is far smaller than the socket's buffer, so one write takes it. */
  void send() throws IOException {
    out.clear().put(requests.next()).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Reads what is there; whether {@link #response()} is now whole. */
  boolean receive() throws IOException {
    if (channel.read(response.buffer()) < 0) {
      throw new EOFException("the server closed a connection in the middle of a run");
    }
    return response.complete();
  }

  ResponseReader response() {
    return response;
  }

  /** One request and its answer on a connection that is not registered. */
  ResponseReader exchange() throws IOException {
    send();
    while (!receive()) {
      // a blocking channel: the next read waits
    }
    return response;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
