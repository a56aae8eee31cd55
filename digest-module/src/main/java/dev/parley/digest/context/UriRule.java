package dev.parley.digest.context;

import dev.parley.digest.message.DigestResponse;
import dev.parley.digest.options.UriCheck;
import dev.parley.http.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the uri directive means this request (RFC 7616 section 3.4.6): origin-form as on the
 * request line, absolute-form of the same host, {@code *} for OPTIONS. Nothing is decoded, so that
 * nothing can be read in two ways. Immutable.
 */
final class UriRule {
  private final UriCheck check;
  private final List<UriPrefix> prefixes;

  UriRule(UriCheck check, Map<String, String> prefixes) {
    this.check = check;
    this.prefixes =
        prefixes.entrySet().stream()
            .map(prefix -> new UriPrefix(prefix.getKey(), prefix.getValue()))
            .toList();
  }

  boolean admits(DigestResponse response, HttpExchange exchange) {
    String path = exchange.path();
    String query = exchange.query();
    if (check == UriCheck.OFF || response.uriIs(path, query)) {
      return true;
    }
    String uri = withoutHost(response.uri(), exchange);
    return uri != null && (same(uri, path, query) || rewritten(uri, path, query));
  }

  private boolean same(String uri, String path, @Nullable String query) {
    String target = query == null ? path : path + "?" + query;
    return uri.equals(target)
        // Undertow tells an empty query from none no more.
        || (query == null && uri.equals(path + "?"))
        || (check == UriCheck.WITHOUT_QUERY && uri.equals(path))
        || (isRaw(uri) && decoded(uri).equals(target));
  }

  private static boolean isRaw(String uri) {
    boolean raw = false;
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c > 0xFF) {
        return false; // no octets any more
      }
      raw |= c > '~';
    }
    return raw;
  }

  /**
   * A uri as Jetty decodes a query that has octets above 7F on the request line: header fields stay
   * octets (ISO 8859-1), the query becomes text, with a replacement for what is no UTF-8. Two uris
   * that differ in that alone are one query to the application too.
   */
  private static String decoded(String uri) {
    return new String(uri.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private boolean rewritten(String uri, String path, @Nullable String query) {
    return prefixes.stream()
        .flatMap(prefix -> prefix.rewrite(uri).stream())
        .anyMatch(here -> same(here, path, query));
  }

  /** The origin-form of an absolute-form; null when it is of another host. */
  private static @Nullable String withoutHost(String uri, HttpExchange exchange) {
    if (uri.startsWith("/") || uri.equals("*")) {
      return uri;
    }
    String scheme = exchange.scheme() + "://";
    if (!uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return null;
    }
    int end = scheme.length();
    while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
      end++;
    }
    String host = withDefaultPort(uri.substring(scheme.length(), end), exchange.scheme());
    if (!host.equals(withDefaultPort(exchange.host(), exchange.scheme()))) {
      return null;
    }
    String rest = uri.substring(end);
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static String withDefaultPort(String host, String scheme) {
    String lower = host.toLowerCase(Locale.ROOT);
    boolean hasPort = lower.lastIndexOf(':') > lower.lastIndexOf(']');
    return hasPort ? lower : lower + (scheme.equalsIgnoreCase("https") ? ":443" : ":80");
  }
}
