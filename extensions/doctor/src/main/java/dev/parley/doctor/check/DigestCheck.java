package dev.parley.doctor.check;

import dev.parley.authority.Qop;
import dev.parley.config.CoreSettings;
import dev.parley.digest.nonce.NonceOrigin;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.DigestSettings;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients see the Digest challenges that the settings make (RFC 7616 section 3.3), each
 * client those for its User-Agent.
 */
final class DigestCheck implements Check {
  private static final String CHANGED =
      "look whether the server has other settings (an old deployment), or a proxy changes"
          + " WWW-Authenticate";

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Sighting> seen = facts.digest().sightings().orNull();
    if (seen == null) {
      return List.of(new Skipped(facts.digest().sightings().why()));
    }
    Sighting own = seen.get(0);
    List<Finding> findings = new ArrayList<>();
    if (!own.offers().isEmpty()) {
      parameters(own, findings);
      if (findings.isEmpty()) {
        nonces(seen, facts, findings);
      }
      DigestOptions options = facts.digest().options().orNull();
      if (options != null) {
        compare(own, options, findings);
        algorithms(seen, facts, findings);
      }
      basic(own, findings);
      lines(own, facts.digest().expected(own.userAgent()).orNull(), findings);
    }
    if (findings.isEmpty()) {
      findings.add(ok(own, facts));
    }
    return findings;
  }

  private static Finding ok(Sighting own, Facts facts) {
    DigestOffer offer = own.offers().get(0);
    return new Ok(
        "realm "
            + offer.parameter("realm")
            + ", "
            + String.join(", ", own.algorithms())
            + ", qop "
            + offer.parameter("qop")
            + (facts.digest().options().orNull() == null
                ? ""
                : ", for each client as the settings say"));
  }

  /** What every client needs. */
  private static void parameters(Sighting own, List<Finding> findings) {
    for (DigestOffer each : own.offers()) {
      if (!each.missing().isEmpty()) {
        findings.add(
            new Fail(
                "the challenge for "
                    + each.algorithmName()
                    + " lacks "
                    + String.join(", ", each.missing()),
                CHANGED));
      } else if (each.stale()) {
        findings.add(
            new Fail("the challenge says stale=true to a client that has sent nothing", CHANGED));
      }
    }
  }

  private static void basic(Sighting own, List<Finding> findings) {
    if (own.answer().challenges().has("basic")) {
      findings.add(
          new Warn(
              "Basic is offered too: clients that choose it send the password itself",
              "look what adds it, a proxy or another filter, and switch it off there"));
    }
  }

  /** One that was made for this request, by one process. */
  private static void nonces(List<Sighting> seen, Facts facts, List<Finding> findings) {
    Set<String> nonces =
        seen.stream()
            .flatMap(each -> each.offers().stream().limit(1))
            .map(each -> each.parameter("nonce"))
            .collect(Collectors.toSet());
    List<NonceOrigin> origins =
        nonces.stream().flatMap(each -> NonceOrigin.of(each).stream()).toList();
    if (origins.size() < nonces.size()) {
      String text = "the nonce is not one of Parley's: another filter, server or proxy asks";
      String mend = "look what answers at this URL before the filter";
      boolean expected = facts.configuration().orNull() != null;
      findings.add(expected ? new Fail(text, mend) : new Warn(text, mend));
      return;
    }
    if (nonces.size() == 1 && seen.size() > 1) {
      findings.add(
          new Fail(
              Reason.NONCE_EXPIRED.cause() + ", soon: all clients get the same nonce",
              "let no cache keep responses with status 401",
              Reason.NONCE_EXPIRED));
    }
    long servers = origins.stream().map(NonceOrigin::server).distinct().count();
    if (servers > 1) {
      boolean shared =
          facts
              .configuration()
              .map(each -> each.settings().isSet(DigestSettings.NONCE_KEY))
              .or(true);
      findings.add(
          new Warn(
              servers
                  + " processes answer here in turn, and a nonce serves in the one that made it",
              "let the load balancer keep a client on its node"
                  + (shared ? "" : ", and set digest.nonce-key to one secret on all"),
              Reason.NONCE_OTHER_SERVER));
    }
  }

  /** The parameters against the settings. */
  private static void compare(Sighting own, DigestOptions options, List<Finding> findings) {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("realm", options.realm());
    expected.put("qop", options.qop().stream().map(Qop::token).collect(Collectors.joining(",")));
    expected.put("domain", options.domain());
    expected.put("userhash", options.userhash() ? "true" : "");
    expected.put("charset", "UTF-8");
    DigestOffer offer = own.offers().get(0);
    expected.forEach(
        (name, value) -> {
          if (!offer.parameter(name).equals(value)) {
            Reason reason = name.equals(CoreSettings.REALM.key()) ? Reason.REALM_MISMATCH : null;
            findings.add(
                new Fail(
                    "the challenge has "
                        + shown(name, offer.parameter(name))
                        + ", the settings "
                        + shown(name, value),
                    CHANGED,
                    reason));
          }
        });
    if (offer.parameter("opaque").isEmpty()) {
      findings.add(new Fail("the challenge has no opaque", CHANGED, Reason.MISSING_PARAMETER));
    }
  }

  private static String shown(String name, String value) {
    return value.isEmpty() ? "no " + name : "the " + name + " " + value;
  }

  /** The algorithms and their order, for each client. */
  private static void algorithms(List<Sighting> seen, Facts facts, List<Finding> findings) {
    Sighting own = seen.get(0);
    List<String> expected = facts.digest().expected(own.userAgent()).or(List.of());
    if (!own.algorithms().equals(expected)) {
      boolean part = own.algorithms().size() < expected.size();
      findings.add(
          new Fail(
              "clients are offered "
                  + listed(own.algorithms())
                  + ", by the settings "
                  + listed(expected),
              part
                  ? "let the proxy pass every field line of WWW-Authenticate, in its order; "
                      + CHANGED
                  : CHANGED));
      return;
    }
    List<String> wrong = new ArrayList<>();
    for (Sighting each : seen.subList(1, seen.size())) {
      List<String> wanted = facts.digest().expected(each.userAgent()).or(List.of());
      boolean bySchemes = each.offers().isEmpty() && hasOtherSchemes(facts);
      if (!each.algorithms().equals(wanted) && !bySchemes) {
        wrong.add(
            each.client() + " get " + listed(each.algorithms()) + " in place of " + listed(wanted));
      }
    }
    if (!wrong.isEmpty()) {
      findings.add(
          new Fail(
              Few.of(wrong).toString(),
              "let the proxy pass User-Agent as it comes; or the server has other rules in"
                  + " digest.algorithms-by-user-agent"));
    }
  }

  private static boolean hasOtherSchemes(Facts facts) {
    return facts
        .configuration()
        .map(each -> each.settings().isSet(CoreSettings.SCHEMES_BY_USER_AGENT))
        .or(false);
  }

  private static String listed(List<String> algorithms) {
    return algorithms.isEmpty() ? "nothing" : String.join(", ", algorithms);
  }

  /** The filter sends a field line for each challenge. */
  private static void lines(Sighting own, @Nullable List<String> expected, List<Finding> findings) {
    long lines = own.offers().stream().map(DigestOffer::line).distinct().count();
    boolean arrived = expected == null || own.algorithms().equals(expected);
    if (lines < own.offers().size() && arrived) {
      findings.add(
          new Warn(
              "a proxy joins the challenges in one field line, where many clients find but the first",
              "let it pass the field lines of WWW-Authenticate as they come"));
    }
  }
}
