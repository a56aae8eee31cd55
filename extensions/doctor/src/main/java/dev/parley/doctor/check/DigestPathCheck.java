package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.Page;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the path arrives as clients sign it (RFC 7616 section 3.4.6): no proxy puts another in
 * its place, or writes it in another way. Needs neither a user nor a password.
 */
final class DigestPathCheck implements Check {
  private static final String LEAVE =
      "let the proxy pass paths as they come: nocanon at ProxyPass (Apache), no path behind the host"
          + " of proxy_pass (nginx)";

  @Override
  public String name() {
    return "digest-path";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Page page = facts.page().orNull();
    if (page == null) {
      return List.of(new Skipped(facts.page().why()));
    }
    Fact<PathReading> fact = facts.digest().reading();
    if (fact instanceof Unknown<PathReading> none) {
      return List.of(new Skipped(none.why()));
    }
    PathReading reading = ((Known<PathReading>) fact).value();
    DigestOffer offer = facts.digest().offer().orNull();
    return reading instanceof PathReading.AsSent && offer != null
        ? spellings(page, offer)
        : List.of(judge(page.target(), reading));
  }

  private static Finding judge(String target, PathReading reading) {
    if (reading instanceof PathReading.Rewritten other) {
      return rewritten(target, other.uri());
    }
    if (reading instanceof PathReading.NoCredentials none) {
      return new Fail(
          "the Authorization field does not reach the filter: broken credentials get "
              + none.status()
              + ", and 400 where it does",
          "let the proxy pass Authorization, and let no other filter or server take it first");
    }
    if (reading instanceof PathReading.OtherChallenge) {
      return Fail.of(
          Reason.REALM_MISMATCH,
          "the filter does not take the realm, the algorithm or the qop of the challenge");
    }
    int guesses = reading instanceof PathReading.NotGuessed not ? not.guesses() : 0;
    return new Fail(
        "a request for "
            + target
            + " reaches the filter as one for something else, and "
            + guesses
            + " guesses did not find it; or wrong answers from this address are held off",
        "compare with the server's access log, then set digest.uri-prefixes; look for throttled in"
            + " the audit",
        Reason.URI_MISMATCH);
  }

  private static Finding rewritten(String target, String uri) {
    String text = "a request for " + target + " reaches the filter as one for " + uri;
    String prefixes = prefixes(path(target), path(uri));
    if (prefixes.isEmpty()) {
      return new Fail(Reason.URI_MISMATCH.cause() + ": " + text, LEAVE, Reason.URI_MISMATCH);
    }
    return new Fail(
        Reason.URI_MISMATCH.cause() + ": " + text,
        "set digest.uri-prefixes = " + prefixes + ", or let the proxy leave paths as they are",
        Reason.URI_MISMATCH);
  }

  private static String path(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** The setting that undoes it; empty when it is not whole segments at the start. */
  static String prefixes(String seen, String here) {
    if (seen.equals(here) || PathGuesses.normal(seen).equals(here)) {
      return "";
    }
    int common = 0;
    for (int i = 1; i <= Math.min(seen.length(), here.length()); i++) {
      String end = seen.substring(seen.length() - i);
      if (!here.endsWith(end)) {
        break;
      }
      common = end.startsWith("/") ? i : common;
    }
    if (common == 0) {
      return seen + " = " + here;
    }
    return seen.substring(0, seen.length() - common)
        + "/ = "
        + here.substring(0, here.length() - common)
        + "/";
  }

  /** The same page in other spellings, which proxies like to tidy. */
  private static List<Finding> spellings(Page page, DigestOffer offer) {
    List<Finding> findings = new ArrayList<>();
    String target = page.target();
    try (PathProbe probe = new PathProbe(page, offer)) {
      String escaped = escaped(path(target)) + target.substring(path(target).length());
      if (!escaped.equals(target)
          && probe.ofStranger(escaped) == 401
          && !probe.reads(escaped, escaped)) {
        String as = probe.reads(escaped, target) ? " arrives as " + target : " arrives otherwise";
        findings.add(
            new Warn(
                "something rewrites escapes in paths: "
                    + escaped
                    + as
                    + ", and clients that ask so are refused",
                LEAVE,
                Reason.URI_MISMATCH));
      }
      String longer = target + (target.indexOf('?') < 0 ? "?" : "&") + "parley-doctor=%7E";
      if (probe.ofStranger(longer) == 401 && !probe.reads(longer, longer)) {
        findings.add(
            new Warn(
                "something rewrites queries: "
                    + longer
                    + (probe.reads(longer, target) ? " arrives without it" : " arrives otherwise")
                    + ", and clients that send one are refused",
                "let the proxy pass the query as it comes",
                Reason.URI_MISMATCH));
      }
    } catch (IOException e) {
      findings.add(new Skipped("other spellings: " + Problems.ofNetwork(page.place(), e)));
    }
    if (findings.isEmpty()) {
      findings.add(new Ok(target + " arrives as clients send it, with escapes and queries too"));
    }
    return findings;
  }

  /** With its last letter as an escape, which means the same (RFC 3986 section 6.2.2.2). */
  static String escaped(String path) {
    int last = path.length() - 1;
    while (last >= 0 && !Character.isLetterOrDigit(path.charAt(last))) {
      last--;
    }
    if (last < 0 || !PathGuesses.isUnreserved(path.charAt(last)) || inEscape(path, last)) {
      return path;
    }
    return path.substring(0, last)
        + String.format(Locale.ROOT, "%%%02X", (int) path.charAt(last))
        + path.substring(last + 1);
  }

  private static boolean inEscape(String path, int index) {
    return path.lastIndexOf('%', index) >= index - 2 && path.lastIndexOf('%', index) >= 0;
  }
}
