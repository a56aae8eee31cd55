package dev.parley.doctor.net;

import dev.parley.http.HeaderField;
import dev.parley.http.MalformedTokenException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1, of which is known when it ends: an HTTP client of the JDK would open
 * another behind our back. Follows nothing, keeps nothing. Not thread-safe.
 */
public final class HttpConnection implements AutoCloseable {
  /** How the doctor calls itself. */
  public static final String OWN_NAME = "parley-doctor";

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 15_000;
  private static final int LONGEST_HEAD = 1 << 18;
  private static final int LONGEST_BODY = 4 << 20;

  private final Page page;
  private final Socket socket;
  private final @Nullable TlsView tls;
  private final InputStream in;
  private final ByteArrayOutputStream entity = new ByteArrayOutputStream();
  private boolean open = true;

  private HttpConnection(Page page, Socket socket, @Nullable TlsView tls) throws IOException {
    this.page = page;
    this.socket = socket;
    this.tls = tls;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, by TLS where the page is secure, whatever certificate the server has. */
  public static HttpConnection open(Page page) throws IOException {
    InetSocketAddress address = new InetSocketAddress(page.host(), page.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(page.host());
    }
    Socket socket = new Socket();
    try {
      socket.connect(address, CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      if (!page.secure()) {
        return new HttpConnection(page, socket, null);
      }
      TlsView tls = TlsView.over(socket, page, List.of("http/1.1"));
      return new HttpConnection(page, tls.socket(), tls);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether another request can be sent. */
  public boolean isOpen() {
    return open;
  }

  /** The entity of the last answer; the part of it that was read when it is very long. */
  public byte[] entity() {
    return entity.toByteArray();
  }

  /** What TLS showed; null without TLS. */
  public @Nullable TlsView tls() {
    return tls;
  }

  /** The server's certificate; null without TLS. */
  public @Nullable X509Certificate certificate() {
    return tls == null ? null : tls.certificate();
  }

  /**
   * Gets the page.
   *
   * @param more fields of the request
   * @throws IOException when no answer of HTTP/1 comes
   */
  public HttpAnswer get(HeaderField... more) throws IOException {
    return get(page.target(), OWN_NAME, more);
  }

  /**
   * Gets something else, or as another client.
   *
   * @param target path and query, as they are written on the request line
   * @param userAgent null to send none
   * @param more fields of the request
   * @throws IOException when no answer of HTTP/1 comes
   */
  public HttpAnswer get(String target, @Nullable String userAgent, HeaderField... more)
      throws IOException {
    StringBuilder request = new StringBuilder(256);
    request.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ");
    request.append(page.authority()).append("\r\nAccept: */*\r\n");
    if (userAgent != null) {
      request.append("User-Agent: ").append(userAgent).append("\r\n");
    }
    for (HeaderField field : more) {
      request.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    boolean whole = false;
    entity.reset();
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      HttpAnswer answer = answer();
      boolean more1 = passBody(answer);
      whole = more1 && !answer.closes();
      return answer;
    } catch (MalformedTokenException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      open = whole;
    }
  }

  private HttpAnswer answer() throws IOException, MalformedTokenException {
    while (true) {
      HttpAnswer answer = HttpAnswer.parse(head());
      if (answer.status() >= 200 || answer.status() == 101) {
        return answer;
      }
    }
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder(512);
    while (head.length() < LONGEST_HEAD) {
      String line = line();
      if (line.isEmpty()) {
        return head.toString();
      }
      head.append(head.isEmpty() ? "" : "\n").append(line);
    }
    throw new IOException("the head of the response is too long");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    while (line.length() < LONGEST_HEAD) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the connection was closed in the middle of the response's head");
      }
      if (octet == '\n') {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
      line.append((char) octet);
    }
    throw new IOException("a line of the response is too long");
  }

  /** Reads the body; answers whether the next response can follow. */
  private boolean passBody(HttpAnswer answer) throws IOException {
    int status = answer.status();
    if (status == 204 || status == 304) {
      return true;
    }
    boolean chunked =
        answer
            .value("Transfer-Encoding")
            .map(value -> value.toLowerCase(Locale.ROOT).endsWith("chunked"))
            .orElse(false);
    if (chunked) {
      return passChunks();
    }
    String length = answer.value("Content-Length").orElse("");
    if (length.isEmpty() && answer.closes()) {
      entity.writeBytes(in.readNBytes(LONGEST_BODY));
      return false;
    }
    return length.matches("\\d{1,9}") && pass(Long.parseLong(length));
  }

  private boolean passChunks() throws IOException {
    int most = LONGEST_BODY;
    while (true) {
      String size = line().replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        return false;
      }
      int octets = Integer.parseInt(size, 16);
      most -= octets;
      if (most < 0) {
        return false;
      }
      if (octets == 0) {
        while (!line().isEmpty()) {
          most--;
        }
        return true;
      }
      if (!pass(octets) || !line().isEmpty()) {
        return false;
      }
    }
  }

  private boolean pass(long octets) throws IOException {
    if (octets > LONGEST_BODY) {
      return false;
    }
    byte[] read = in.readNBytes((int) octets);
    entity.writeBytes(read);
    return read.length == octets;
  }

  @Override
  public void close() {
    open = false;
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
      open = false;
    }
  }
}
