package dev.parley.negotiate.identity;

/** What the accounts look like that a rule can make, as far as its text tells. */
sealed interface AccountShape {
  /** {@code name@REALM}, where name has no other {@code @} but quoted ones. */
  record Whole() implements AccountShape {}

  /** A name without {@code @ / \}. */
  record Plain() implements AccountShape {}

  /** One name. */
  record Single(String name) implements AccountShape {}

  /**
   * Anything between two texts.
   *
   * @param withRealm whether what is between may have a realm in it
   */
  record Framed(String start, String end, boolean withRealm) implements AccountShape {}

  /** Whether no account has both shapes. */
  static boolean differ(AccountShape one, AccountShape other) {
    return one.differsFrom(other) || other.differsFrom(one);
  }

  private boolean differsFrom(AccountShape other) {
    if (this instanceof Whole) {
      return differsFromWhole(other);
    }
    if (this instanceof Plain) {
      return differsFromPlain(other);
    }
    if (this instanceof Single single) {
      return differsFromSingle(single.name(), other);
    }
    Framed framed = (Framed) this;
    return other instanceof Framed same
        && (!startsAlike(framed.start(), same.start()) || !endsAlike(framed.end(), same.end()));
  }

  private static boolean differsFromWhole(AccountShape other) {
    if (other instanceof Single single) {
      return single.name().indexOf('@') < 0;
    }
    return other instanceof Plain
        || (other instanceof Framed framed
            && !framed.withRealm()
            && (framed.start() + framed.end()).indexOf('@') < 0);
  }

  private static boolean differsFromPlain(AccountShape other) {
    if (other instanceof Single single) {
      return hasSeparator(single.name());
    }
    return other instanceof Framed framed && hasSeparator(framed.start() + framed.end());
  }

  private static boolean differsFromSingle(String name, AccountShape other) {
    if (other instanceof Single single) {
      return !single.name().equals(name);
    }
    return other instanceof Framed framed
        && !(name.length() >= framed.start().length() + framed.end().length()
            && name.startsWith(framed.start())
            && name.endsWith(framed.end()));
  }

  private static boolean hasSeparator(String text) {
    return text.chars().anyMatch(each -> "@/\\".indexOf(each) >= 0);
  }

  private static boolean startsAlike(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private static boolean endsAlike(String one, String other) {
    return one.endsWith(other) || other.endsWith(one);
  }
}
