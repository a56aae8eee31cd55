package dev.parley.it.clients;

import dev.parley.it.support.LoggedRequest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container saw of one run of a client.
 *
 * @param audit lines of JSON
 * @param said what the client wrote
 */
record NegotiateVisit(
    Recipe recipe, List<LoggedRequest> requests, List<String> audit, String said) {
  /** The outcome of a client that was let in for all that it tried. */
  static final String IN = "in";

  private static final Pattern REASON = Pattern.compile("\"reason\":\"([^\"]*)\"");

  /** The client came in for as much as its recipe says, or why it did not. */
  String outcome() {
    List<LoggedRequest> admitted = requests.stream().filter(this::isAdmitted).toList();
    long different =
        admitted.stream().map(each -> each.method() + each.target()).distinct().count();
    boolean posted = admitted.stream().anyMatch(each -> each.method().equals("POST"));
    if (different >= recipe.requests() && (!recipe.posts() || posted)) {
      return isByMechanism() ? IN : Outcomes.OUT + ": logs on by another mechanism";
    }
    String missing = admitted.isEmpty() ? "" : posted ? " for a GET" : " for the POST";
    return Outcomes.OUT + missing + ": " + why();
  }

  private boolean isAdmitted(LoggedRequest request) {
    // OPTIONS, which Subversion sends, is answered by a servlet that does not tell the user
    String user = request.method().equals("OPTIONS") ? "null" : Realm.name(recipe.mechanism());
    return request.status() == 200 && request.user().equals(user);
  }

  /** Whether every logon was by the recipe's mechanism, so that no other one has helped. */
  private boolean isByMechanism() {
    String mechanism = "\"mechanism\":\"" + recipe.mechanism() + "\"";
    List<String> logons =
        audit.stream().filter(line -> line.contains("\"event\":\"logon\"")).toList();
    return !logons.isEmpty() && logons.stream().allMatch(line -> line.contains(mechanism));
  }

  private String why() {
    String reasons = reasons().distinct().sorted().collect(Collectors.joining(", "));
    return reasons.isEmpty() ? sent().isEmpty() ? "sends no token" : "gives up" : reasons;
  }

  private Stream<String> reasons() {
    return audit.stream()
        .filter(line -> line.contains("\"event\":\"refusal\""))
        .flatMap(line -> REASON.matcher(line).results())
        .map((MatchResult each) -> each.group(1));
  }

  /** Scheme and form of the first token, or an empty text. */
  String sent() {
    return requests.stream()
        .filter(each -> !each.scheme().equals("none"))
        .map(each -> each.scheme() + ": " + words(each.token()))
        .findFirst()
        .orElse("");
  }

  private static String words(String token) {
    return switch (token) {
      case "SPNEGO" -> "SPNEGO";
      case "KERBEROS" -> "a Kerberos token alone";
      case "NTLM_NEGOTIATE" -> "NTLM messages";
      default -> "another token";
    };
  }
}
