package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.Fixture;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Requests with a token, to one server.
 *
 * @param server where they go
 * @param scheme the scheme of the Authorization field
 */
record TokenRequests(InetSocketAddress server, String scheme) {

  byte[] with(byte[] token) {
    String text =
        "GET "
            + Fixture.PATH
            + " HTTP/1.1\r\nHost: localhost:"
            + server.getPort()
            + "\r\nUser-Agent: parley-bench/1\r\nAccept: */*\r\nAuthorization: "
            + scheme
            + " "
            + Base64.getEncoder().encodeToString(token)
            + "\r\n\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
