package dev.parley.digest.context;

import java.util.Optional;

/**
 * A path prefix that a proxy in front rewrites, of whole segments: {@code /shop} begins {@code
 * /shop/a} and not {@code /shopping}. A last slash says nothing.
 *
 * @param seen what clients see
 * @param here what stands in its place on our request line
 */
record UriPrefix(String seen, String here) {
  UriPrefix {
    seen = withoutLastSlash(seen);
    here = withoutLastSlash(here);
  }

  private static String withoutLastSlash(String prefix) {
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /** What a client's uri becomes here; empty when it does not begin so. */
  Optional<String> rewrite(String uri) {
    if (!uri.startsWith(seen)) {
      return Optional.empty();
    }
    String rest = uri.substring(seen.length());
    if (rest.startsWith("/")) {
      return Optional.of(here + rest);
    }
    boolean whole = rest.isEmpty() || rest.startsWith("?");
    return whole ? Optional.of((here.isEmpty() ? "/" : here) + rest) : Optional.empty();
  }
}
