package dev.parley.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The plainest reading of a path: escapes decoded once more, backslashes as slashes, parameters,
 * empty and dot segments gone.
 */
final class PlainPath {
  private PlainPath() {}

  static String of(String path) {
    return isPlain(path) ? path : simplify(path);
  }

  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '\\' || c == '%' || c < ' ') {
        return false;
      }
      if (c == '/'
          && i + 1 < path.length()
          && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
        return false;
      }
    }
    return true;
  }

  private static String simplify(String path) {
    String decoded = decode(path).replace('\\', '/');
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : decoded.split("/", -1)) {
      int semicolon = segment.indexOf(';');
      String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
      if (name.equals("..")) {
        segments.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        segments.addLast(name);
      }
    }
    String plain = "/" + String.join("/", segments);
    return decoded.endsWith("/") && plain.length() > 1 ? plain + "/" : plain;
  }

  private static String decode(String path) {
    byte[] from = path.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int high = i + 2 < from.length && from[i] == '%' ? Character.digit(from[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(from[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = from[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
