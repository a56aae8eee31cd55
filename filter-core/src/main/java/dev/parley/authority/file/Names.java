package dev.parley.authority.file;

/** What names in a users file may look like. */
final class Names {
  private static final int MAXIMUM_LENGTH = 256;

  private Names() {}

  /**
   * A user name: RFC 7616 section 3.4.2 joins it with a colon, so it can have none.
   *
   * @throws IllegalArgumentException when it may not look like this
   */
  static void checkUser(String name) {
    check("a user name", name);
    if (name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name has no colon (RFC 7616 section 3.4.2)");
    }
  }

  /** A role or realm. */
  static void check(String what, String name) {
    if (name.isEmpty() || name.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          what + " has 1 to " + MAXIMUM_LENGTH + " characters, not " + name.length());
    }
    if (!name.equals(name.strip())) {
      throw new IllegalArgumentException(what + " does not start or end with a space");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c)) {
        throw new IllegalArgumentException(what + " has no control characters");
      }
      if (Character.isSurrogate(c) && !isPair(name, i)) {
        throw new IllegalArgumentException(what + " is Unicode text");
      }
    }
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
