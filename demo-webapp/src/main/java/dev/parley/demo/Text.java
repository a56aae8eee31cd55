package dev.parley.demo;

import org.jspecify.annotations.Nullable;

/** Text that strangers sent, on its way to people. */
final class Text {
  private static final int LONGEST = 80;

  private Text() {}

  /** Whether a character neither controls a terminal nor turns the direction of the line. */
  static boolean isPlain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** At most 80 plain characters of the text. */
  static @Nullable String tame(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> isPlain(c) ? c : '\uFFFD')
        .forEach(out::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST
        ? out.append('…').toString()
        : out.toString();
  }
}
