package dev.parley.negotiate.identity;

import java.util.List;
import java.util.stream.Collectors;

/**
 * From a Kerberos principal to the name of an account here, by rules of which the first that fits
 * is taken:
 *
 * <pre>{@code
 * full                     the principal as it is, alice@REALM
 * strip REALM              alice@REALM is alice; other realms and services are not touched
 * pattern = account        a regular expression for the whole principal; $1 to $9 are its groups
 * shared ...               any of them; may lead several principals to one account
 * }</pre>
 *
 * A principal that no rule takes is not mapped. Two principals never become one account unless a
 * rule says {@code shared}: of the others each must tell by its text that it has one principal for
 * each account, and that no other rule makes the same. So nothing has to be remembered, and it does
 * not matter who comes first. In the full name the characters {@code @ / \} of a component stand
 * after a backslash (as krb5 writes them), so that no two principals look alike. Patterns match
 * names of at most 256 characters and give up when they backtrack too much. Thread-safe.
 */
public final class PrincipalMapping {
  private static final int LONGEST = 256;

  private final List<MappingRule> rules;

  /** What became of a principal. */
  public sealed interface Result {}

  /**
   * An account.
   *
   * @param name its name; not empty
   */
  public record Account(String name) implements Result {}

  /**
   * None.
   *
   * @param detail why, for the audit
   */
  public record NotMapped(String detail) implements Result {}

  private PrincipalMapping(List<MappingRule> rules) {
    this.rules = rules;
  }

  /**
   * Reads rules.
   *
   * @param rules at least one
   * @throws IllegalArgumentException when one is none, or may lead two principals to one account
   *     without {@code shared}, alone or beside another; the text says what is wrong
   */
  public static PrincipalMapping of(List<String> rules) {
    List<MappingRule> parsed = rules.stream().map(MappingRule::parse).toList();
    if (parsed.isEmpty()) {
      throw new IllegalArgumentException("at least one rule is needed, for example: full");
    }
    for (int i = 0; i < parsed.size(); i++) {
      checkOneToOne(parsed, rules, i);
    }
    return new PrincipalMapping(parsed);
  }

  private static void checkOneToOne(List<MappingRule> parsed, List<String> texts, int at) {
    MappingRule rule = parsed.get(at);
    if (rule.shared()) {
      return;
    }
    AccountShape shape = rule.shape();
    if (shape == null) {
      throw new IllegalArgumentException(
          texts.get(at)
              + " may lead two principals to one account: let all beside one group be text as it"
              + " stands (\\. for a dot), and let the account have that group as $1; or begin the"
              + " rule with shared");
    }
    for (int i = 0; i < at; i++) {
      MappingRule earlier = parsed.get(i);
      AccountShape before = earlier.shape();
      if (!earlier.shared()
          && !earlier.equals(rule)
          && before != null
          && !AccountShape.differ(before, shape)) {
        throw new IllegalArgumentException(
            texts.get(i)
                + " and "
                + texts.get(at)
                + " may lead two principals to one account: let the accounts of each begin or end"
                + " with a text that those of the other have not (/ and @ are in no stripped name); or,"
                + " where one account is wanted, begin the second rule with shared");
      }
    }
  }

  /**
   * The account of a principal.
   *
   * @param components the parts of its name; not empty
   */
  public Result map(List<String> components, String realm) {
    String full = full(components, realm);
    if (components.get(0).equals("WELLKNOWN")) {
      return new NotMapped("an anonymous or otherwise well-known principal is nobody's account");
    }
    // The last @ of a full name stands before its realm: the shapes of accounts rest on that.
    boolean odd = components.contains("") || realm.isEmpty() || realm.indexOf('@') >= 0;
    if (odd || !isPrintable(full)) {
      return new NotMapped("the principal is empty, too long, or has odd characters");
    }
    for (MappingRule rule : rules) {
      String account = rule.account(components, realm, full);
      if (account != null) {
        return isPrintable(account)
            ? new Account(account)
            : new NotMapped("the rule makes no name of " + full);
      }
    }
    return new NotMapped("no rule is about " + full);
  }

  private static boolean isPrintable(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** The principal as text, of which there is one for each. */
  static String full(List<String> components, String realm) {
    return components.stream().map(PrincipalMapping::escape).collect(Collectors.joining("/"))
        + '@'
        + realm;
  }

  private static String escape(String component) {
    return component.replace("\\", "\\\\").replace("/", "\\/").replace("@", "\\@");
  }
}
