package dev.parley.authority;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Forms of account names. The canonical one is that by which throttles count and changes are
 * matched: without the domain part of {@code DOMAIN\\user} and {@code user@domain}, in NFKC, in
 * lower case. Many names may share a form; no two forms share a name.
 */
public final class AccountNames {
  private AccountNames() {}

  /** The canonical form. */
  public static String canonical(String account) {
    // What NTLM takes for one name has to be one here too: its own upper case comes first.
    String name = upperCase(Normalizer.normalize(account, Normalizer.Form.NFKD)).strip();
    name = name.substring(name.lastIndexOf('\\') + 1);
    int at = name.indexOf('@');
    name = at > 0 ? name.substring(0, at) : name;
    // Upper case first: it folds more (sharp s, final sigma) than lower case alone.
    String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  /**
   * The form by which an account is found again of which an authority or an operator speaks: {@link
   * #loose} and without the domain part. Who finds too much removes too much, and clients come
   * back.
   */
  public static String matched(String account) {
    return withoutDomain(loose(account));
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
   * {@link #folded} and without the marks of letters, which the names of Active Directory do not
   * tell apart either: {@code José} is {@code jose}.
   */
  public static String loose(String account) {
    if (isAscii(account)) {
      return account.toLowerCase(Locale.ROOT).strip();
    }
    String apart = Normalizer.normalize(folded(account), Normalizer.Form.NFKD);
    StringBuilder letters = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
        .forEach(letters::appendCodePoint);
    return Normalizer.normalize(letters, Normalizer.Form.NFKC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String withoutDomain(String account) {
    String name = account.substring(account.lastIndexOf('\\') + 1);
    int at = name.indexOf('@');
    return at > 0 ? name.substring(0, at) : name;
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
