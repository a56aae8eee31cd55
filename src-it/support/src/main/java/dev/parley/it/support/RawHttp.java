package dev.parley.it.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP/1.1 connection on which every byte is the test's own. */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final String host;

  /** Connects to a port of this machine; a read gives up after two minutes. */
  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(120_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    host = "127.0.0.1:" + port;
  }

  /** Waits so long for octets, in place of 30 seconds. */
  public RawHttp patience(Duration time) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    return this;
  }

  /** The Host that goes with this connection. */
  public String host() {
    return host;
  }

  /** A request without a body; header lines without line ends. */
  public Reply request(String method, String target, String... headers) throws IOException {
    return request(method, target, new byte[0], headers);
  }

  /** A request with a body and its Content-Length (none for an empty body). */
  public Reply request(String method, String target, byte[] body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    if (body.length > 0) {
      all.add("Content-Length: " + body.length);
    }
    send(head(method, target, all));
    send(body);
    return read(method.equals("HEAD"));
  }

  /**
   * Request line, Host, a User-Agent if there is none among them, and header lines, with the empty
   * line. Characters are octets.
   */
  public byte[] head(String method, String target, List<String> headers) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    if (headers.stream().noneMatch(line -> line.startsWith("User-Agent:"))) {
      head.append("User-Agent: parley-it\r\n");
    }
    headers.forEach(line -> head.append(line).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends octets. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Reads one response; interim ones (1xx but 101) come as they are. */
  public Reply read(boolean withoutBody) throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers
          .computeIfAbsent(name, any -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    boolean empty = withoutBody || status < 200 || status == 204 || status == 304;
    return new Reply(status, headers, empty ? new byte[0] : body(headers));
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      return chunks();
    }
    List<String> length = headers.get("content-length");
    if (length == null) {
      return in.readAllBytes();
    }
    return exactly(Integer.parseInt(length.get(0)));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(exactly(size));
      line();
    }
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("expected " + count + " octets, saw " + bytes.length);
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
