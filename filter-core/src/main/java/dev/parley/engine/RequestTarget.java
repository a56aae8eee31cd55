package dev.parley.engine;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, as the container and as the request line say it. Its readings are found
 * once, when they are first asked for. Not thread-safe.
 */
public final class RequestTarget {
  private final String uri;
  private final String contextPath;
  private final String path;
  private final @Nullable Charset charset;
  private final boolean plain;
  private @Nullable PathReadings readings;

  /**
   * Takes a missing slash for there, and the absolute form of a target for its path.
   *
   * @param uri the path of the request URI as it was sent (RFC 9112 section 3.2): not decoded, with
   *     path parameters, without the query
   * @param contextPath the web application's path; empty for the root
   * @param path what the container chose the servlet by: servlet path and path info, decoded
   */
  public RequestTarget(String uri, String contextPath, String path) {
    this(uri, contextPath, path, null);
  }

  /**
   * The same, of a request whose client names the charset of its text.
   *
   * @param charset null when it names none
   */
  public RequestTarget(String uri, String contextPath, String path, @Nullable Charset charset) {
    this.charset = charset;
    this.uri = originForm(uri);
    this.contextPath = contextPath;
    this.path = path.startsWith("/") ? path : "/" + path;
    this.plain =
        this.uri.length() == contextPath.length() + this.path.length()
            && this.uri.startsWith(contextPath)
            && this.uri.endsWith(this.path)
            && isPlain(this.uri)
            && !PathReadings.hasManyDots(this.uri);
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

  String uri() {
    return uri;
  }

  String contextPath() {
    return contextPath;
  }

  String path() {
    return path;
  }

  @Nullable Charset charset() {
    return charset;
  }

  /** Whether all software reads the same path out of it. */
  boolean isPlain() {
    return plain;
  }

  PathReadings readings() {
    PathReadings found = readings;
    if (found == null) {
      found = PathReadings.of(this);
      readings = found;
    }
    return found;
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
