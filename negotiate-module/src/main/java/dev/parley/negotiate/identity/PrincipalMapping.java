package dev.parley.negotiate.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * rule says {@code shared}: whoever comes second is refused, and the log says so. In the full name
 * the characters {@code @ / \} of a component stand after a backslash (as krb5 writes them), so
 * that no two principals look alike. Patterns match names of at most 256 characters and give up
 * when they backtrack too much. Thread-safe.
 */
public final class PrincipalMapping {
  private static final int LONGEST = 256;
  private static final int MOST_OWNERS = 50_000;
  private static final Logger LOG = LoggerFactory.getLogger(PrincipalMapping.class);

  private final List<MappingRule> rules;

  /** Which principal an account was first given to, while the server runs. */
  private final Cache<String, String> owners =
      Caffeine.newBuilder().maximumSize(MOST_OWNERS).executor(Runnable::run).build();

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
   * @throws IllegalArgumentException when one is none, or when two realms are stripped without
   *     {@code shared}; the text says what is wrong
   */
  public static PrincipalMapping of(List<String> rules) {
    List<MappingRule> parsed = rules.stream().map(MappingRule::parse).toList();
    if (parsed.isEmpty()) {
      throw new IllegalArgumentException("at least one rule is needed, for example: full");
    }
    List<String> stripped =
        parsed.stream()
            .filter(rule -> rule instanceof MappingRule.Strip && !rule.shared())
            .map(rule -> ((MappingRule.Strip) rule).from())
            .distinct()
            .toList();
    if (stripped.size() > 1) {
      throw new IllegalArgumentException(
          "alice of each of the realms "
              + String.join(", ", stripped)
              + " would become one alice; where that is wanted write: shared strip REALM");
    }
    return new PrincipalMapping(parsed);
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
    if (!isPrintable(full) || components.contains("") || realm.isEmpty()) {
      return new NotMapped("the principal is empty, too long, or has control characters");
    }
    for (MappingRule rule : rules) {
      String account = rule.account(components, realm, full);
      if (account != null) {
        return isPrintable(account)
            ? owned(rule, account, full)
            : new NotMapped("the rule makes no name of " + full);
      }
    }
    return new NotMapped("no rule is about " + full);
  }

  private Result owned(MappingRule rule, String account, String full) {
    if (rule.shared()) {
      return new Account(account);
    }
    String owner = owners.get(account, name -> full);
    if (full.equals(owner)) {
      return new Account(account);
    }
    LOG.warn("principal {} would become {}, which is the account of {}", full, account, owner);
    return new NotMapped(full + " would become " + account + ", which is the account of " + owner);
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
