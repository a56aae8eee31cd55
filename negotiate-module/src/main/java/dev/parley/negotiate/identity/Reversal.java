package dev.parley.negotiate.identity;

import org.jspecify.annotations.Nullable;

/**
 * The way back from the account that a pattern makes to its one principal: a pattern that is text
 * with at most one group in it tells all of the principal but what the group took. Immutable.
 *
 * @param before what stands before the group in the principal; all of it when there is no group
 * @param after what stands behind it
 * @param group whether there is one
 */
record Reversal(String before, String after, boolean group) {
  private static final String SPECIAL = ".[]{}()*+?|^$\\";

  /** That of a pattern; null when its text does not tell. */
  static @Nullable Reversal of(String pattern) {
    String text = pattern.startsWith("^") ? pattern.substring(1) : pattern;
    if (text.endsWith("$") && !text.endsWith("\\$")) {
      text = text.substring(0, text.length() - 1);
    }
    String whole = literal(text);
    if (whole != null) {
      return new Reversal(whole, "", false);
    }
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 0 || close < open || text.startsWith("(?", open) || text.charAt(close - 1) == '\\') {
      return null;
    }
    String before = literal(text.substring(0, open));
    String after = literal(text.substring(close + 1));
    return before == null || after == null ? null : new Reversal(before, after, true);
  }

  /** The text that a part of a pattern stands for; null when it may stand for several. */
  private static @Nullable String literal(String part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char each = part.charAt(i);
      boolean quoted =
          each == '\\' && i + 1 < part.length() && !Character.isLetterOrDigit(part.charAt(i + 1));
      if (quoted) {
        each = part.charAt(++i);
      } else if (SPECIAL.indexOf(each) >= 0) {
        return null;
      }
      text.append(each);
    }
    return text.toString();
  }

  /**
   * Whether a principal is the one that the group's text leads back to.
   *
   * @param taken null where the group took no part, or where there is none
   */
  boolean leadsTo(String full, @Nullable String taken) {
    return group ? taken != null && full.equals(before + taken + after) : full.equals(before);
  }

  /** Whether the realm stands in what is behind the group, so that the group has none of it. */
  boolean holdsRealm() {
    return group && after.indexOf('@') >= 0 && (before + after).indexOf('\\') < 0;
  }
}
