package dev.parley.digest.context;

import java.util.regex.Pattern;

/**
 * Says to operators how a uri directive differs from its request, and which setting would make up
 * for it if a proxy is the cause. Of paths alone: a query may hold what no log may show.
 */
final class UriMismatch {
  private static final int LONGEST = 80;
  // What stands in a setting as it is, without a sign that has a meaning there.
  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._~/-]{0,79}");

  private UriMismatch() {}

  /**
   * Describes.
   *
   * @param uri the directive, as the client chose it
   * @param path the path of the request
   */
  static String describe(String uri, String path) {
    int query = uri.indexOf('?');
    String named = query < 0 ? uri : uri.substring(0, query);
    if (named.equals(path)) {
      return "the uri directive names the same path with another query";
    }
    String cut = named.length() <= LONGEST ? named : named.substring(0, LONGEST) + "...";
    return "the uri directive names " + cut + remedy(named, path);
  }

  private static String remedy(String named, String path) {
    int same = sameEnd(named, path);
    String outside = named.substring(0, named.length() - same) + "/";
    String inside = path.substring(0, path.length() - same) + "/";
    return same > 0 && PLAIN.matcher(outside).matches() && PLAIN.matcher(inside).matches()
        ? "; if a proxy made that " + inside + ": digest.uri-prefixes = " + outside + " = " + inside
        : "";
  }

  /** How long the end is that both have in common, of whole segments with the slash before them. */
  private static int sameEnd(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int same = 0;
    for (int i = 1; i <= most; i++) {
      char c = one.charAt(one.length() - i);
      if (c != other.charAt(other.length() - i)) {
        break;
      }
      same = c == '/' ? i : same;
    }
    return same;
  }
}
