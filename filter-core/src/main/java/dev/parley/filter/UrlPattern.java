package dev.parley.filter;

/** The url-patterns of filters and servlets (Servlet specification, section 12.2), as text. */
final class UrlPattern {
  private static final String EVERYTHING = "/*";

  private UrlPattern() {}

  /**
   * Whether a filter that is mapped to the one pattern is on the way of every request that the
   * other stands for. A filter's {@code /} is the root alone, as with Tomcat; a servlet's is
   * everything that no other servlet takes.
   */
  static boolean covers(String filter, String other) {
    if (filter.equals(EVERYTHING)) {
      return true;
    }
    if (other.equals(EVERYTHING) || other.equals("/")) {
      return false;
    }
    if (filter.equals(other)) {
      return true;
    }
    if (filter.endsWith("/*")) {
      String base = filter.substring(0, filter.length() - 2);
      String path = other.endsWith("/*") ? other.substring(0, other.length() - 2) : other;
      return path.equals(base) || path.startsWith(base + "/");
    }
    if (filter.startsWith("*.")) {
      String extension = filter.substring(1);
      return !isPattern(other) && other.endsWith(extension);
    }
    return filter.equals("/") && other.isEmpty();
  }

  private static boolean isPattern(String text) {
    return text.endsWith("/*") || text.startsWith("*.");
  }

  /** Some path that the pattern stands for. */
  static String sample(String pattern) {
    if (pattern.endsWith("/*")) {
      return pattern.substring(0, pattern.length() - 1) + "parley-sample";
    }
    if (pattern.startsWith("*.")) {
      return "/parley-sample" + pattern.substring(1);
    }
    return pattern.equals("/") ? "/parley-sample" : pattern.isEmpty() ? "/" : pattern;
  }
}
