package dev.parley.engine;

/**
 * Where a request goes, as the container and as the request line say it.
 *
 * @param uri the path of the request URI as it was sent (RFC 9112 section 3.2): not decoded, with
 *     path parameters, without the query
 * @param contextPath the web application's path; empty for the root
 * @param path what the container chose the servlet by: servlet path and path info, decoded
 */
public record RequestTarget(String uri, String contextPath, String path) {

  /** Takes a missing slash for there, and the absolute form of a target for its path. */
  public RequestTarget {
    uri = originForm(uri);
    path = path.startsWith("/") ? path : "/" + path;
  }

  /** A target in the root application that reads as it was sent. */
  public static RequestTarget of(String path) {
    return new RequestTarget(path, "", path);
  }

  /** RFC 9112 section 3.2.2: some containers leave scheme and authority in the request URI. */
  private static String originForm(String uri) {
    if (uri.startsWith("/")) {
      return uri;
    }
    int authority = uri.indexOf("://");
    int slash = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
    return slash < 0 ? "/" + uri : uri.substring(slash);
  }

  /** Whether all software reads the same path out of it. */
  boolean isPlain() {
    return uri.length() == contextPath.length() + path.length()
        && uri.startsWith(contextPath)
        && uri.endsWith(path)
        && isPlain(uri);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || ";\\%+?#".indexOf(c) >= 0) {
        return false;
      }
      if (c == '/' && i + 1 < text.length()) {
        char next = text.charAt(i + 1);
        if (next == '/' || next == '.') {
          return false;
        }
      }
    }
    return true;
  }
}
