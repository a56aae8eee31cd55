package dev.parley.it.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A reverse proxy that changes the heads of requests without an entity, and of their responses: one
 * request for each connection.
 */
public final class TamperingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int[] origins;
  private final UnaryOperator<String> request;
  private final UnaryOperator<String> response;
  private final AtomicInteger next = new AtomicInteger();

  private TamperingProxy(
      int[] origins, UnaryOperator<String> request, UnaryOperator<String> response)
      throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.origins = origins;
    this.request = request;
    this.response = response;
    Thread thread = new Thread(this::accept, "tampering-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Changes the heads of requests. */
  public static TamperingProxy ofRequests(int origin, UnaryOperator<String> change)
      throws IOException {
    return new TamperingProxy(new int[] {origin}, change, head -> head);
  }

  /** Changes the heads of responses. */
  public static TamperingProxy ofResponses(int origin, UnaryOperator<String> change)
      throws IOException {
    return new TamperingProxy(new int[] {origin}, head -> head, change);
  }

  /** Asks the origins in turn, and changes nothing. */
  public static TamperingProxy inTurn(int... origins) throws IOException {
    return new TamperingProxy(origins, head -> head, head -> head);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread thread = new Thread(() -> serve(client), "tampering-proxy-request");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed, or a client that went at once.
        continue;
      }
    }
  }

  private void serve(Socket client) {
    int origin = origins[Math.floorMod(next.getAndIncrement(), origins.length)];
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), origin)) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      write(server, request.apply(head).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      InputStream answer = server.getInputStream();
      String before = head(answer).replaceAll("(?i)\r\nConnection:[^\r]*", "");
      write(client, response.apply(before).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      answer.transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of the two went.
      return;
    }
  }

  private static void write(Socket to, String head) throws IOException {
    to.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    to.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int last = 0; last < 2; ) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      head.write(octet);
      last = octet == '\n' ? last + 1 : octet == '\r' ? last : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
