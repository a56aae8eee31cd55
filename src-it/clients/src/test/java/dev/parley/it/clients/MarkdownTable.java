package dev.parley.it.clients;

import java.util.List;
import java.util.stream.Collectors;

/** A table of a page in {@code docs}. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(List<String> titles) {
    add(titles);
    text.append('|').append("---|".repeat(titles.size())).append('\n');
  }

  void add(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The section of what a table does not have. */
  static String notTried(List<String> lines) {
    return lines.stream()
        .map(each -> "- " + each + "\n")
        .collect(Collectors.joining("", "\n## Not tried\n\n", ""));
  }
}
