package dev.parley.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What code that follows no specification may make of a path. */
final class CarelessPath {
  private static final Pattern BLANKS = Pattern.compile("(?<=/)\\s+|\\s+(?=/|$)");
  private static final String MARKS = ";?#";

  private CarelessPath() {}

  /** One step each; empty where the path has none of the characters that matter. */
  static List<String> of(String path) {
    List<String> made = new ArrayList<>();
    boolean blank = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (MARKS.indexOf(c) >= 0 || c < ' ') {
        // An application that hands the path on, to a dispatcher or to C, may end it here.
        made.add(path.substring(0, i));
        break;
      }
      blank |= Character.isWhitespace(c);
    }
    if (path.indexOf('+') >= 0) {
      // As in forms.
      made.add(path.replace('+', ' '));
    }
    if (blank) {
      made.add(BLANKS.matcher(path).replaceAll(""));
    }
    if (path.startsWith("//")) {
      // A URI parser takes it for a network-path reference (RFC 3986 section 4.2).
      int slash = path.indexOf('/', 2);
      made.add(slash < 0 ? "/" : path.substring(slash));
    }
    return made;
  }
}
