package dev.parley.authority;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The one canonical form of an account name, by which throttles count and changes are matched:
 * without the domain part of {@code DOMAIN\\user} and {@code user@domain}, in NFKC, in lower case.
 * Many names may share a form; no two forms share a name.
 */
public final class AccountNames {
  private AccountNames() {}

  /** The canonical form. */
  public static String canonical(String account) {
    String name = Normalizer.normalize(account, Normalizer.Form.NFKC).strip();
    name = name.substring(name.lastIndexOf('\\') + 1);
    int at = name.indexOf('@');
    name = at > 0 ? name.substring(0, at) : name;
    // Upper case first: it folds more (sharp s, final sigma) than lower case alone.
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
