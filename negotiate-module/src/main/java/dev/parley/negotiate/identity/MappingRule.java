package dev.parley.negotiate.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One rule of a {@link PrincipalMapping}. Immutable. */
sealed interface MappingRule {
  /** Whether it may lead several principals to one account. */
  boolean shared();

  /**
   * What its accounts look like, of which each is of one principal alone; null when the rule may
   * lead two principals to one account.
   */
  @Nullable AccountShape shape();

  /** The account of a principal; null when the rule is not about it. */
  @Nullable String account(List<String> components, String realm, String full);

  /** The principal as it is, {@code alice@REALM}. */
  record Full(boolean shared) implements MappingRule {
    @Override
    public AccountShape shape() {
      return new AccountShape.Whole();
    }

    @Override
    public String account(List<String> components, String realm, String full) {
      return full;
    }
  }

  /** A user's name without this realm; services ({@code HTTP/host}) keep theirs. */
  record Strip(String from, boolean shared) implements MappingRule {
    @Override
    public AccountShape shape() {
      return new AccountShape.Plain();
    }

    @Override
    public @Nullable String account(List<String> components, String realm, String full) {
      // A name with a separator could be read as one of another realm, domain or service.
      return realm.equals(from)
              && components.size() == 1
              && components.get(0).chars().noneMatch(each -> "@/\\".indexOf(each) >= 0)
          ? components.get(0)
          : null;
    }
  }

  /**
   * A pattern of the full name and what it becomes.
   *
   * @param reversal from its accounts back to their principals; null when there is none
   */
  record Rewrite(Pattern pattern, String replacement, boolean shared, @Nullable Reversal reversal)
      implements MappingRule {
    @Override
    public @Nullable AccountShape shape() {
      int first = replacement.indexOf('$');
      if (reversal == null) {
        return null;
      }
      if (first < 0) {
        return reversal.group() ? null : new AccountShape.Single(replacement);
      }
      // With one group at the most, $1 is it whatever follows.
      int last = replacement.lastIndexOf('$');
      return reversal.group()
              && replacement.startsWith("$1", first)
              && replacement.startsWith("$1", last)
          ? new AccountShape.Framed(
              replacement.substring(0, first),
              replacement.substring(last + 2),
              !reversal.holdsRealm() || writesRealm(replacement.substring(first, last)))
          : null;
    }

    /** Whether what stands between two groups, or the whole principal, may look like a realm. */
    private static boolean writesRealm(String between) {
      return between.indexOf('@') >= 0 || between.contains("$0");
    }

    @Override
    public @Nullable String account(List<String> components, String realm, String full) {
      try {
        Matcher matcher = pattern.matcher(new MeteredText(full));
        if (!matcher.matches() || !leadsBack(full, matcher)) {
          return null;
        }
        StringBuilder account = new StringBuilder();
        matcher.appendReplacement(account, replacement);
        return account.toString();
      } catch (MeteredText.TooMuchWorkException e) {
        return null;
      }
    }

    /** The text of the pattern is believed only so far. */
    private boolean leadsBack(String full, Matcher matcher) {
      return shared
          || (reversal != null
              && reversal.leadsTo(full, reversal.group() ? matcher.group(1) : null));
    }
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  static MappingRule parse(String text) {
    String rule = text.strip();
    boolean shared = rule.toLowerCase(Locale.ROOT).startsWith("shared ");
    rule = shared ? rule.substring(7).strip() : rule;
    if (rule.equals("full")) {
      return new Full(shared);
    }
    int equals = rule.lastIndexOf('=');
    if (equals < 0 && rule.startsWith("strip ")) {
      String realm = rule.substring(6).strip();
      if (realm.isEmpty() || realm.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("a strip rule names one realm: " + text);
      }
      return new Strip(realm, shared);
    }
    if (equals <= 0) {
      throw new IllegalArgumentException(
          "a rule is full, strip REALM, or pattern = account: " + text);
    }
    return rewrite(rule.substring(0, equals).strip(), rule.substring(equals + 1).strip(), shared);
  }

  private static MappingRule rewrite(String pattern, String replacement, boolean shared) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + pattern, e);
    }
    if (replacement.isEmpty()) {
      throw new IllegalArgumentException("a rule has an account after its equals sign: " + pattern);
    }
    int groups = compiled.matcher("").groupCount();
    for (int i = 0; i < replacement.length(); i++) {
      char each = replacement.charAt(i);
      boolean group =
          each == '$'
              && i + 1 < replacement.length()
              && replacement.charAt(i + 1) >= '0'
              && replacement.charAt(i + 1) - '0' <= groups;
      if (each == '\\' || (each == '$' && !group)) {
        throw new IllegalArgumentException(
            "an account is made of text and of the pattern's groups, $1 to $9: " + replacement);
      }
    }
    Reversal reversal = groups > 1 ? null : Reversal.of(pattern);
    return new Rewrite(compiled, replacement, shared, reversal);
  }
}
