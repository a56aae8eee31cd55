package dev.parley.benchmarks.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The text of the one GET request that is sent again and again. */
final class RequestText {
  private RequestText() {}

  static byte[] withoutCredentials(InetSocketAddress server, String path) {
    return (head(server, path) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The request line and the header lines that a plain client sends. */
  static String head(InetSocketAddress server, String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\n"
        + "Host: localhost:"
        + server.getPort()
        + "\r\n"
        + "User-Agent: parley-bench/1\r\n"
        + "Accept: */*\r\n";
  }
}
