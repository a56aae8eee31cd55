package dev.parley.authority;

import java.text.Normalizer;
import java.util.Locale;

/** Forms of account names. */
public final class AccountNames {
  /** The longest name that an authority is asked about, in UTF-16 units, as in users files. */
  public static final int LONGEST = 256;

  /**
   * As many marks may follow a letter in text for streams, Unicode Standard Annex 15 section 13.
   */
  private static final int MOST_MARKS = 30;

  private static final char IOTA_SUBSCRIPT = '\u0345';
  private static final char KATAKANA_FIRST = '\u30A1';
  private static final char KATAKANA_LAST = '\u30F6';
  private static final int KATAKANA_TO_HIRAGANA = 0x60;

  private AccountNames() {}

  /**
   * Whether an authority may be asked about a name: it is no longer than {@link #LONGEST}, and no
   * letter of it carries more marks than letters of any text do. The time that is spent on such a
   * name grows with its length alone. To be asked before anything else is done with the name.
   */
  public static boolean isOrderly(String account) {
    if (account.length() > LONGEST) {
      return false;
    }
    int marks = 0;
    for (int i = 0; i < account.length(); i += Character.charCount(account.codePointAt(i))) {
      marks = isMark(account.codePointAt(i)) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        return false;
      }
    }
    return true;
  }

  /**
   * The canonical form, by which throttles count, changes are matched and what is kept of an
   * account is found again: {@link #loose} and without the domain part of {@code DOMAIN\\user} and
   * {@code user@domain}. Many names share a form, no two forms share a name: who is counted by it
   * has no second budget, and who finds too much removes too much, so that clients come back.
   */
  public static String canonical(String account) {
    String form = loose(account);
    form = form.substring(form.lastIndexOf('\\') + 1).strip();
    int at = form.indexOf('@');
    return at > 0 ? form.substring(0, at).strip() : form;
  }

  /**
   * The form that is one for all names that any authority takes for one: without case, width, marks
   * of letters, invisible characters and the kind of kana. MS-NLMP section 3.3.2 compares in upper
   * case, RFC 7616 section 4 in normalization form C, and Active Directory passes over case, width,
   * marks and the kind of kana (MS-ADTS section 3.1.1.2.2.4). The domain part stays. A name that is
   * not {@link #isOrderly orderly} loses its case only, so that the time grows with the length
   * whatever the name.
   */
  public static String loose(String account) {
    boolean simple = isAscii(account) || !isOrderly(account);
    return (simple ? account.toLowerCase(Locale.ROOT) : withoutMarks(account)).strip();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String withoutMarks(String account) {
    // NTLM's upper case first: to it a subscript iota is a letter, which is to be one before marks
    // are put in their order and go.
    String apart = letters(Normalizer.normalize(upperCase(account), Normalizer.Form.NFKD));
    // To and fro, for some letters have two upper cases or two lower ones (sharp s, final sigma).
    String upper = apart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    return letters(Normalizer.normalize(upper, Normalizer.Form.NFKD));
  }

  /** Without what is no letter of its own, in simple lower case. */
  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    text.codePoints()
        .map(AccountNames::letter)
        .filter(each -> !isPassedOver(each))
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static int letter(int codePoint) {
    if (codePoint == IOTA_SUBSCRIPT) {
      return 'ι';
    }
    boolean katakana = codePoint >= KATAKANA_FIRST && codePoint <= KATAKANA_LAST;
    return katakana ? codePoint - KATAKANA_TO_HIRAGANA : Character.toLowerCase(codePoint);
  }

  private static boolean isPassedOver(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /**
   * The form in which names are one that differ in case, width or composition only, however their
   * characters are ordered. The domain part stays.
   */
  public static String folded(String account) {
    // What NTLM takes for one name has to be one here too, so its own upper case comes first.
    String upper = upperCase(Normalizer.normalize(upperCase(account), Normalizer.Form.NFKD));
    String lower = upper.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).strip();
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }

  /**
   * The simple upper case of each UTF-16 unit, in no locale: the form in which NTLM compares and
   * hashes user names (MS-NLMP section 3.3.2). It never changes the length.
   */
  public static String upperCase(String account) {
    char[] units = account.toCharArray();
    for (int i = 0; i < units.length; i++) {
      units[i] = Character.toUpperCase(units[i]);
    }
    return new String(units);
  }
}
