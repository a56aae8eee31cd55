package dev.parley.doctor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An HTTP server on loopback that answers as a test wants it. */
public final class FakeServer implements AutoCloseable {
  /** A challenge for Negotiate and nothing else. */
  public static final String CHALLENGE = unauthorized("WWW-Authenticate: Negotiate");

  private final ServerSocket listener;
  private final UnaryOperator<String> answers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Starts it.
   *
   * @param answers from a request's head to a response without body; the connection ends after an
   *     answer with {@code Connection: close}, and at once after an empty one
   */
  public FakeServer(UnaryOperator<String> answers) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
  }

  /** Starts it on a socket, which may be one of TLS. */
  public FakeServer(ServerSocket listener, UnaryOperator<String> answers) {
    this.listener = listener;
    this.answers = answers;
    Thread thread = new Thread(this::accept, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** A 401 with these fields. */
  public static String unauthorized(String... fields) {
    return response("401 Unauthorized", fields);
  }

  /** A response without body. */
  public static String response(String status, String... fields) {
    StringBuilder response = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    Arrays.stream(fields).forEach(field -> response.append(field).append("\r\n"));
    return response.append("Content-Length: 0\r\n\r\n").toString();
  }

  /** The value of a field of a request; empty without it. */
  public static String field(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String url() {
    return "http://localhost:" + port() + "/";
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "fake-server-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        String head = head(in);
        String answer = head.isEmpty() ? "" : answers.apply(head);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        if (answer.isEmpty() || answer.contains("Connection: close")) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int last = 0; last < 2; ) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      head.append((char) octet);
      last = octet == '\n' ? last + 1 : octet == '\r' ? last : 0;
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket each : List.copyOf(open)) {
      each.close();
    }
  }
}
