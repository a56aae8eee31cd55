package dev.parley.it.support;

import java.util.List;

/**
 * A request as the recording filter of the test application saw it; {@code none} where there was no
 * Authorization, {@code -} where a directive was missing.
 *
 * @param scheme the first word of Authorization
 * @param token what follows Negotiate or NTLM: a name of the filter's own
 * @param user who was let in; {@code null} as a word for nobody
 * @param connection the client's port
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2.0}
 */
public record LoggedRequest(
    String method,
    String target,
    int status,
    String algorithm,
    String qop,
    String nc,
    String cnonce,
    String stale,
    String scheme,
    String token,
    String user,
    int connection,
    String protocol) {

  static List<LoggedRequest> parse(String lines) {
    return lines.lines().map(LoggedRequest::parseLine).toList();
  }

  private static LoggedRequest parseLine(String line) {
    String[] part = line.split("\t", -1);
    return new LoggedRequest(
        part[0],
        part[1],
        Integer.parseInt(part[2]),
        part[3],
        part[4],
        part[5],
        part[6],
        part[7],
        part[8],
        part[9],
        part[10],
        Integer.parseInt(part[11]),
        part[12]);
  }
}
