package dev.parley.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of the page that say who the user is. */
final class IdentityView {
  private IdentityView() {}

  /** The corner with the name and the button. */
  static String session(@Nullable Who who, String root) {
    if (who == null) {
      return "<p class=\"session\"><a class=\"button\" href=\""
          + root
          + "/sign-in\">Sign in</a></p>";
    }
    return String.format(
        Locale.ROOT,
        """
        <form class="session" method="post" action="%s/log-out">
            <b>%s</b><button class="plain">Log out</button>
          </form>""",
        root,
        Html.escape(who.user()));
  }

  /** The card with the name and how it is known. */
  static String card(@Nullable Who who, String root) {
    if (who == null) {
      return String.format(
          Locale.ROOT,
          """
          <h1 id="who"><small>You are</small>not signed in</h1>
          <p>This page shows an identity if one is offered and asks for none. Sign in with one of the
          users that the terminal, or the log of the container, shows; your browser will ask for the password and never send it.</p>
          <p class="links"><a class="button" href="%s/sign-in">Sign in</a></p>
          <ol class="how">
          <li>The server sends a challenge. It keeps nothing for it.</li>
          <li>Your browser answers with a hash. The authority is asked, once.</li>
          <li>The authority lends a key. With it the server checks every later answer itself.</li>
          </ol>""",
          root);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Roles", roles(who));
    facts.put("Scheme", code(who.scheme()));
    Negotiated negotiation = who.negotiation();
    if (negotiation == null) {
      facts.put("Algorithm", code(who.algorithm()));
      facts.put("Package", code(who.packageName()));
    } else {
      facts.putAll(facts(negotiation));
    }
    facts.put("Authority", code(who.authority()));
    facts.put("Context", code(who.contextId()));
    facts.put("Established", time(who.established()));
    facts.put("Expires", time(who.expires()));
    return "<h1 id=\"who\"><small>You are</small>"
        + Html.escape(who.user())
        + "</h1>\n<dl>\n"
        + facts.entrySet().stream()
            .map(fact -> "<dt>" + fact.getKey() + "</dt><dd>" + fact.getValue() + "</dd>")
            .collect(Collectors.joining("\n"))
        + "\n</dl>\n"
        + "<p class=\"how\">"
        + how(negotiation)
        + "</p>";
  }

  private static Map<String, String> facts(Negotiated negotiation) {
    Map<String, String> facts = new LinkedHashMap<>();
    String way = negotiation.spnego() ? " by SPNEGO" : ", bare tokens";
    String legs = negotiation.legs() == 1 ? "1 leg" : negotiation.legs() + " legs";
    facts.put("Mechanism", code(negotiation.mechanism()) + way + ", " + legs);
    facts.put("Encryption", code(negotiation.protection()));
    facts.put("Client", code(negotiation.client()));
    facts.put("Target", code(negotiation.target()));
    facts.put("Channel bindings", Html.escape(negotiation.channelBindings()));
    return facts;
  }

  private static String how(@Nullable Negotiated negotiation) {
    if (negotiation == null) {
      return "The authority vouched for you once and lent a key. Every request since then"
          + " was checked here, with that key; your password has not left your browser.";
    }
    return negotiation.mechanism().equals("Kerberos")
        ? "Your browser brought a ticket. The server opened it with the key in its keytab: nobody"
            + " was asked, and your password has not left your machine."
        : "Your browser answered a challenge, and the server remembers that it did. Your password"
            + " has not left your machine.";
  }

  private static String roles(Who who) {
    return who.roles().isEmpty()
        ? "none"
        : who.roles().stream()
            .map(role -> "<span class=\"chip\">" + Html.escape(role) + "</span>")
            .collect(Collectors.joining());
  }

  private static String code(@Nullable String value) {
    return value == null ? "none" : "<code>" + Html.escape(value) + "</code>";
  }

  private static String time(@Nullable String instant) {
    if (instant == null) {
      return "none";
    }
    String iso = Html.escape(instant);
    String plain = iso.length() >= 19 ? iso.substring(0, 19).replace("T", " ") + " UTC" : iso;
    return "<time datetime=\"" + iso + "\">" + plain + "</time>";
  }
}
