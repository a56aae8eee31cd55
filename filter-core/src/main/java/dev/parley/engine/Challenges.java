package dev.parley.engine;

import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.List;

/** The challenges of an answer (RFC 9110 section 11.6.1), in the order of what is offered. */
final class Challenges {
  private static final int USUAL = 4;

  private Challenges() {}

  /** To a client of whom nothing is known. */
  static List<HeaderField> of(List<Offer> offered, HttpExchange exchange) {
    List<HeaderField> all = new ArrayList<>(USUAL);
    for (Offer offer : offered) {
      all.addAll(offer.credentials().challenge(exchange).token());
    }
    return all;
  }

  /**
   * To a client whose credentials a package did not take: what it says itself stands in the place
   * of its challenge. Where it says that it can not serve here, the others are left, if there are
   * any.
   */
  static List<HeaderField> after(
      Offer asked, AcceptResult result, List<Offer> offered, HttpExchange exchange) {
    if (result.reason() == Reason.NOT_ON_THIS_CONNECTION) {
      List<HeaderField> others =
          of(offered.stream().filter(each -> !each.equals(asked)).toList(), exchange);
      return others.isEmpty() ? of(offered, exchange) : others;
    }
    List<HeaderField> all = new ArrayList<>(USUAL);
    for (Offer offer : offered) {
      boolean own = offer.equals(asked) && !result.token().isEmpty();
      all.addAll(own ? result.token() : offer.credentials().challenge(exchange).token());
    }
    return all;
  }
}
