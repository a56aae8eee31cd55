package dev.parley.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes of each request what the client chose, in front of the filter under test: {@code method,
 * target, status, algorithm, qop, nc, cnonce, stale, scheme, token, user, connection, protocol}
 * separated by tabs. The test's own eye: it does not trust the parser that it watches.
 */
final class RecordingFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  private final transient RequestLog log;

  RecordingFilter(RequestLog log) {
    this.log = log;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || request.getRequestURI().startsWith("/control/")) {
      chain.doFilter(request, response);
      return;
    }
    RequestLog.Running running = log.begin(response::isCommitted);
    try {
      chain.doFilter(request, response);
    } finally {
      log.end(running, line(request, response));
    }
  }

  private static String line(HttpServletRequest request, HttpServletResponse response) {
    String credentials = request.getHeader("Authorization");
    String query = request.getQueryString();
    String stale = "-";
    for (String challenge : response.getHeaders("WWW-Authenticate")) {
      stale = parameter(challenge, "stale");
    }
    return String.join(
        "\t",
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        Integer.toString(response.getStatus()),
        credentials == null ? "none" : parameter(credentials, "algorithm"),
        credentials == null ? "none" : parameter(credentials, "qop"),
        credentials == null ? "none" : parameter(credentials, "nc"),
        credentials == null ? "none" : parameter(credentials, "cnonce"),
        stale,
        credentials == null ? "none" : credentials.split(" ", 2)[0],
        credentials == null ? "none" : TokenKind.of(credentials).name(),
        String.valueOf(response.getHeader("X-User")),
        Integer.toString(request.getRemotePort()),
        request.getProtocol());
  }

  private static String parameter(String header, String name) {
    Matcher matcher =
        Pattern.compile("(?i)[ ,]" + Pattern.quote(name) + "\\s*=\\s*(\"([^\"]*)\"|[^\\s,]+)")
            .matcher(header);
    if (!matcher.find()) {
      return "-";
    }
    String quoted = matcher.group(2);
    return quoted == null ? matcher.group(1) : quoted;
  }
}
