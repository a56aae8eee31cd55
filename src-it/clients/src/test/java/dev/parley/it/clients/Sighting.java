package dev.parley.it.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it was seen on the wire: the test's own eye, which does not trust the parser that it
 * watches.
 *
 * @param method the method
 * @param path the path
 * @param userAgent the User-Agent, or an empty text
 * @param algorithm by the length of the response, or an empty text without one
 * @param status the status of the answer
 * @param admitted whether it came through the filter as the right user, with its entity
 */
record Sighting(
    String method, String path, String userAgent, String algorithm, int status, boolean admitted) {
  private static final Pattern RESPONSE = Pattern.compile("[ ,]response\\s*=\\s*\"?([0-9a-fA-F]+)");
  private static final int MD5_DIGITS = 32;

  static Sighting of(HttpServletRequest request, int status, boolean admitted) {
    return new Sighting(
        request.getMethod(),
        request.getRequestURI(),
        Optional.ofNullable(request.getHeader("User-Agent")).orElse(""),
        algorithm(Optional.ofNullable(request.getHeader("Authorization")).orElse("")),
        status,
        admitted);
  }

  private static String algorithm(String authorization) {
    Matcher response = RESPONSE.matcher(authorization);
    if (!response.find()) {
      return "";
    }
    return response.group(1).length() == MD5_DIGITS ? "MD5" : "SHA-256";
  }
}
