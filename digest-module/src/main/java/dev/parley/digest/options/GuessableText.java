package dev.parley.digest.options;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text that should be random looks as if people had thought of it. An estimate: what
 * repeats or counts on is worth nothing, a word little, any other character as much as its
 * alphabet.
 */
final class GuessableText {
  /** Fewer bits than a search can go through. 32 random hexadecimal digits have 128. */
  private static final double ENOUGH = 80;

  /** The words of a sentence are worth less. */
  private static final double WORD = 8;

  /** How many characters make a repetition. */
  private static final int REPEATED = 3;

  /** Words, and all else character by character. A longer run of letters is no word. */
  private static final Pattern PART =
      Pattern.compile("[A-Z]?[a-z]{2,11}(?![a-z])|[A-Z]{3,12}(?![A-Za-z])|.", Pattern.DOTALL);

  /** In whose random digits there are no words, though it looks so: bad, dead, cafe. */
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]*");

  private static final Pattern DIGIT = Pattern.compile("[0-9a-fA-F]");

  private GuessableText() {}

  static boolean is(String text) {
    double bits = 0;
    Set<String> seen = new HashSet<>();
    Matcher parts = (HEXADECIMAL.matcher(text).matches() ? DIGIT : PART).matcher(text);
    while (parts.find()) {
      if (parts.group().length() > 1) {
        bits += seen.add(parts.group()) && !countsOn(text, parts.end() - 1) ? WORD : 0;
      } else if (!repeats(text, parts.start()) && !countsOn(text, parts.start())) {
        bits += bits(text.charAt(parts.start()));
      }
    }
    return bits < ENOUGH;
  }

  /** Whether the characters up to this one stand before in the text. */
  private static boolean repeats(String text, int end) {
    int start = end - REPEATED + 1;
    return start > 0 && text.indexOf(text.substring(start, end + 1)) < start;
  }

  /** Whether the character goes on as those before it: aaa, abc, 321. */
  private static boolean countsOn(String text, int at) {
    if (at < 2) {
      return false;
    }
    int step = text.charAt(at) - text.charAt(at - 1);
    return Math.abs(step) <= 1 && step == text.charAt(at - 1) - text.charAt(at - 2);
  }

  private static double bits(char c) {
    if (Character.isDigit(c)) {
      return 3.3;
    }
    return Character.isLetter(c) ? 4.7 : 1;
  }
}
