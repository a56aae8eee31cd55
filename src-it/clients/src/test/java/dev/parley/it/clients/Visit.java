package dev.parley.it.clients;

import java.util.List;
import java.util.stream.Collectors;

/** What was seen of one run of a client. */
record Visit(List<Sighting> seen) {
  /**
   * The algorithm by which the client came in for as much as its recipe says, or {@link
   * Outcomes#OUT}.
   */
  String outcome(Recipe recipe) {
    long requests =
        seen.stream()
            .filter(Sighting::admitted)
            .map(each -> each.method() + each.path())
            .distinct()
            .count();
    boolean posted =
        seen.stream().anyMatch(each -> each.admitted() && each.method().equals("POST"));
    if (requests < recipe.requests() || (recipe.posts() && !posted)) {
      return Outcomes.OUT;
    }
    return seen.stream()
        .filter(Sighting::admitted)
        .map(Sighting::algorithm)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /**
   * The User-Agent of the last request, without the version of the machine's kernel; empty for
   * none.
   */
  String userAgent() {
    return seen.isEmpty()
        ? ""
        : seen.get(seen.size() - 1).userAgent().replaceAll("Linux [0-9][^;)]*", "Linux");
  }
}
