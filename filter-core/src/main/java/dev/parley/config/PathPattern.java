package dev.parley.config;

/**
 * A path pattern as in the servlet specification, section 12: {@code /a/b} exactly, {@code /a/*}
 * for {@code /a} and all below it, {@code *.ext} by the ending of the last segment, {@code /*} for
 * everything. Paths are those of the web application: decoded, without the context path.
 *
 * @param text the pattern as it was written
 * @param kind how it matches
 * @param value what is compared: the path, the prefix without its {@code /*}, or the extension with
 *     its dot
 */
public record PathPattern(String text, Kind kind, String value) {

  /** How a pattern matches; later kinds are more specific. */
  public enum Kind {
    /** {@code *.ext}. */
    EXTENSION,
    /** {@code /a/*}; the longer the more specific, but {@code /*} is the least specific of all. */
    PREFIX,
    /** {@code /a/b}. */
    EXACT
  }

  /** How settings read patterns. */
  public static final SettingType<PathPattern> TYPE = new Type();

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PathPattern parse(String text) {
    boolean doubtful =
        text.contains("//")
            || text.contains("/./")
            || text.contains("/../")
            || text.chars().anyMatch(c -> c < ' ' || c == 0x7F || ";?#%\\".indexOf(c) >= 0);
    if (doubtful) {
      throw new IllegalArgumentException("a decoded, normalised path is expected");
    }
    int star = text.indexOf('*');
    if (star < 0 && text.startsWith("/")) {
      return new PathPattern(text, Kind.EXACT, text);
    }
    if (star == text.length() - 1 && text.startsWith("/") && text.endsWith("/*")) {
      return new PathPattern(text, Kind.PREFIX, text.substring(0, text.length() - 2));
    }
    if (star == 0 && text.length() > 2 && text.lastIndexOf('.') == 1 && text.indexOf('/') < 0) {
      return new PathPattern(text, Kind.EXTENSION, text.substring(1));
    }
    throw new IllegalArgumentException("no path pattern");
  }

  /** Whether a decoded path of the web application matches. */
  public boolean matches(String path) {
    return switch (kind) {
      case EXACT -> path.equals(value);
      case PREFIX ->
          path.startsWith(value)
              && (path.length() == value.length() || path.charAt(value.length()) == '/');
      case EXTENSION ->
          path.endsWith(value) && path.indexOf('/', path.length() - value.length()) < 0;
    };
  }

  /** Whether this is the pattern of this path alone. */
  public boolean isExactly(String path) {
    return kind == Kind.EXACT && path.equals(value);
  }

  /** Grows with how specific the pattern is; patterns of one rank never match the same path. */
  public int rank() {
    return switch (kind) {
      case EXACT -> Integer.MAX_VALUE;
      case PREFIX -> value.isEmpty() ? 0 : 1 + value.length();
      case EXTENSION -> 1;
    };
  }

  private static final class Type implements SettingType<PathPattern> {
    @Override
    public PathPattern read(Object raw) {
      return parse(raw.toString().strip());
    }

    @Override
    public String allowed() {
      return "a path such as /a/b, /a/*, *.css or /*, decoded and without the context path";
    }

    @Override
    public String write(PathPattern value) {
      return value.text();
    }
  }
}
