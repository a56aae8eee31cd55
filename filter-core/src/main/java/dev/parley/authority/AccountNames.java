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
    String name = unfolded(account);
    name = name.substring(name.lastIndexOf('\\') + 1);
    int at = name.indexOf('@');
    return folded(at > 0 ? name.substring(0, at) : name);
  }

  /**
   * One form of all spellings that differ in case, width or composition alone; a domain stays a
   * part of the name. For counting where names of two domains are two.
   */
  public static String oneSpelling(String account) {
    return folded(unfolded(account));
  }

  private static String unfolded(String account) {
    // What NTLM takes for one name has to be one here too: its own upper case comes first.
    return upperCase(Normalizer.normalize(account, Normalizer.Form.NFKD)).strip();
  }

  private static String folded(String name) {
    // Upper case first: it folds more (sharp s, final sigma) than lower case alone.
    String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
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
