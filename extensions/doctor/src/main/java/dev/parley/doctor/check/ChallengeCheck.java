package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.sspi.Reason;
import java.util.List;

/** Whether the server answers a request without credentials by challenges for what is wanted. */
final class ChallengeCheck implements Check {
  @Override
  public String name() {
    return "challenge";
  }

  @Override
  public List<Finding> look(Facts facts) {
    if (facts.page() instanceof Unknown<?> none) {
      return List.of(new Skipped(none.why()));
    }
    First first = facts.first().orNull();
    return List.of(
        first == null
            ? new Fail(facts.first().why(), "start the server, or correct the URL")
            : judge(first.answer(), facts));
  }

  private static Finding judge(HttpAnswer answer, Facts facts) {
    int status = answer.status();
    List<String> schemes = answer.challenges().schemes();
    if (status == 401) {
      boolean digestLacks = Half.DIGEST.off(facts).isEmpty() && !schemes.contains("digest");
      // Where no settings tell what it ought to offer, it ought to offer one of them.
      boolean any = facts.configurations().isEmpty() && !schemes.contains("digest");
      Finding ofNegotiate =
          any || Half.NEGOTIATE.off(facts).isEmpty()
              ? ofSchemes(schemes)
              : new Ok(offered(schemes));
      return digestLacks && !(ofNegotiate instanceof Fail) ? withoutDigest(schemes) : ofNegotiate;
    }
    if (status == 407) {
      return new Fail("a proxy wants a logon of its own (407)", "go around the proxy");
    }
    if (status >= 300 && status < 400) {
      String where = answer.value("Location").orElse("nowhere");
      return new Fail("the page is elsewhere (" + status + "): " + where, "give that URL");
    }
    if (status < 300) {
      return new Fail(
          "the page is open to all (" + status + "): there is no challenge",
          "give the URL of a protected page, or correct protected-paths and open-paths");
    }
    if (status == 503) {
      return new Fail(
          "the server answers 503: the filter is not started, or something before it is overloaded",
          "look at the log of the server, which tells at the start why the filter does not");
    }
    return new Fail(
        "the server answers " + status + " to a request without credentials",
        "look at the log of the server, or of the proxy before it");
  }

  private static String offered(List<String> schemes) {
    return "the server offers " + (schemes.isEmpty() ? "nothing" : String.join(", ", schemes));
  }

  private static Finding withoutDigest(List<String> schemes) {
    return new Fail(
        "Digest is not offered; " + offered(schemes),
        "add digest to packages, and look at schemes-by-path and schemes-by-user-agent; some proxies"
            + " take the challenge out",
        Reason.UNKNOWN_SCHEME);
  }

  private static Finding ofSchemes(List<String> schemes) {
    String shown = schemes.isEmpty() ? "nothing" : String.join(", ", schemes);
    if (schemes.contains("negotiate")) {
      boolean notFirst = schemes.indexOf("negotiate") > 0;
      return notFirst && schemes.get(0).equals("basic")
          ? new Warn(
              "the server offers " + shown + ": some clients take the first scheme, which is Basic",
              "offer Negotiate before it")
          : new Ok(offered(schemes));
    }
    if (schemes.contains("ntlm")) {
      return new Fail(
          "Negotiate is not offered, only " + shown + ": a client cannot use Kerberos",
          "add negotiate to negotiate.schemes",
          Reason.MECHANISM_NOT_OFFERED);
    }
    return new Fail(
        "Negotiate is not offered; the server offers " + shown,
        "add negotiate to packages, and look at schemes-by-path and schemes-by-user-agent;"
            + " some proxies take the challenge out",
        Reason.UNKNOWN_SCHEME);
  }
}
