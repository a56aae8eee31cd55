package dev.parley.demo;

import dev.parley.audit.Counters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /}: the page. Its main facts stand in the HTML; the script keeps them fresh. */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient EventRing ring;

  PageServlet(EventRing ring) {
    this.ring = ring;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Who who = Who.of(request);
    String root = Html.escape(request.getContextPath());
    boolean maySee = Who.maySee(request);
    List<EventRing.Entry> events = maySee ? ring.after(0) : List.of();
    Map<String, String> places =
        new HashMap<>(maySee ? counts(Parley.counters(getServletContext())) : HIDDEN);
    places.put("local-client", Boolean.toString(Hosts.isLocal(request)));
    places.put("may-see", Boolean.toString(maySee));
    places.put("root", root);
    places.put("title", who == null ? "not signed in" : Html.escape(who.user()));
    places.put("user", who == null ? "" : Html.escape(who.user()));
    places.put("session", IdentityView.session(who, root));
    places.put("identity", IdentityView.card(who, root));
    places.put("events", maySee ? EventsView.rows(events) : EventsView.HIDDEN);
    places.put("change", Long.toString(events.stream().mapToLong(e -> e.change()).max().orElse(0)));
    places.put("disabled", who == null ? " disabled" : "");
    places.put("result", who == null ? "Sign in first: these are requests of a known user." : "");
    places.put("lifetime", lifetime(getServletContext().getInitParameter(LIFETIME)));
    Answer.html(response, Html.fill(Resources.text("page.html"), places));
  }

  /** In place of the counts, for strangers of other machines. */
  private static final Map<String, String> HIDDEN =
      Map.of(
          "local", "–",
          "authority", "–",
          "stale", "–",
          "contexts", "–",
          "held", "keys",
          "share-local", "0",
          "share-authority", "0");

  private static final String LIFETIME = DemoApplication.NONCE_LIFETIME;

  private static String lifetime(@Nullable String value) {
    return value == null
        ? "A nonce serves for a while only."
        : "A nonce serves for " + Html.escape(value) + " here.";
  }

  private static Map<String, String> counts(Counters.Snapshot now) {
    long all = now.localVerifications() + now.authorityCalls();
    long local = all == 0 ? 0 : Math.round(1000.0 * now.localVerifications() / all);
    return Map.of(
        "local", number(now.localVerifications()),
        "authority", number(now.authorityCalls()),
        "stale", number(now.stale()),
        "contexts", number(now.contextsHeld()),
        "held", now.contextsHeld() == 1 ? "1 key" : number(now.contextsHeld()) + " keys",
        "share-local", Long.toString(local),
        "share-authority", Long.toString(all == 0 ? 0 : 1000 - local));
  }

  private static String number(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
