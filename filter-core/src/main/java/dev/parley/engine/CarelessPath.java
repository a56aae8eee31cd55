package dev.parley.engine;

import java.util.ArrayList;
import java.util.List;

/** What code that follows no specification may make of a path. */
final class CarelessPath {
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
      blank |= isBlank(c);
    }
    if (path.indexOf('+') >= 0) {
      // As in forms.
      made.add(path.replace('+', ' '));
    }
    if (blank) {
      made.add(withoutBlanks(path));
    }
    if (path.startsWith("//")) {
      // A URI parser takes it for a network-path reference (RFC 3986 section 4.2).
      int slash = path.indexOf('/', 2);
      made.add(slash < 0 ? "/" : path.substring(slash));
    }
    return made;
  }

  /** Without blanks at the ends of segments. In one pass: a path can be all blanks. */
  private static String withoutBlanks(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int kept = 0; // the length of out without the blanks at its end
    boolean begins = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        out.setLength(kept);
      }
      boolean blank = isBlank(c);
      if (!blank || !begins) {
        out.append(c);
      }
      if (!blank) {
        kept = out.length();
        begins = c == '/';
      }
    }
    out.setLength(kept);
    return out.toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c);
  }
}
