package dev.parley.doctor.net;

import java.net.URI;
import java.util.Locale;

/**
 * What to ask for, and where.
 *
 * @param secure whether by https
 * @param host a name or an address, in lower case, without brackets
 * @param port the port
 * @param target path and query
 */
public record Page(boolean secure, String host, int port, String target) {

  /** The page of a URL of http or https. */
  public static Page of(URI url) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new Page(secure, bare, port, path + query);
  }

  /** The Host field. */
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  /** Host and port, for people. */
  public String place() {
    return host + ":" + port;
  }
}
