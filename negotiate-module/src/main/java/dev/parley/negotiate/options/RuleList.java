package dev.parley.negotiate.options;

import dev.parley.config.SettingType;
import dev.parley.config.SettingTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of rules, of which some are regular expressions: in text a comma inside of brackets, or
 * after a backslash, is one of the expression. Immutable.
 */
record RuleList() implements SettingType<List<String>> {
  private static final SettingType<List<String>> RULES =
      SettingTypes.listOf(SettingTypes.line(500), false);

  @Override
  public List<String> read(Object raw) {
    return RULES.read(raw instanceof List<?> list ? list : split(raw.toString()));
  }

  private static List<String> split(String text) {
    List<String> rules = new ArrayList<>();
    int start = 0;
    int depth = 0;
    boolean ofCharacters = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '\\') {
        i++;
      } else if (ofCharacters) {
        ofCharacters = each != ']';
      } else if (each == '[') {
        ofCharacters = true;
      } else if (each == '(' || each == '{') {
        depth++;
      } else if (each == ')' || each == '}') {
        depth--;
      } else if (each == ',' && depth <= 0) {
        rules.add(text.substring(start, i));
        start = i + 1;
      }
    }
    rules.add(text.substring(start));
    return rules.stream().map(String::strip).filter(rule -> !rule.isEmpty()).toList();
  }

  @Override
  public String allowed() {
    return "a list of rules of at most 500 characters, separated by commas; a comma of a pattern stands in brackets or after"
        + " a backslash";
  }

  @Override
  public String write(List<String> value) {
    return RULES.write(value);
  }
}
