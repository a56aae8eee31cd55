package dev.parley.doctor.check;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.InfoMode;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.check.Question.Account;
import dev.parley.doctor.digest.DigestAnswer.Proof;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.Page;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A logon with the user's password, with each algorithm that some client is offered. */
final class DigestLogonCheck implements Check {
  private static final String AUDIT =
      "the audit of the server (logger dev.parley.audit) tells the reason";

  @Override
  public String name() {
    return "digest-logon";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Page page = facts.page().orNull();
    Account account = facts.question().account();
    List<Sighting> seen = facts.digest().sightings().orNull();
    if (page == null || seen == null) {
      return List.of(new Skipped(facts.digest().sightings().why()));
    }
    if (account == null) {
      return List.of(new Skipped("no --user was given"));
    }
    String why = whyNot(facts);
    if (!why.isEmpty()) {
      return List.of(new Skipped(why));
    }
    String uri = facts.digest().reading().map(each -> each.uri(page.target())).or(page.target());
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<DigestAlgorithm, Sighting> each : byAlgorithm(seen).entrySet()) {
      DigestAlgorithm algorithm = each.getKey();
      if (lacksKey(account, algorithm, facts)) {
        findings.add(Fail.of(Reason.NO_KEY_FOR_ALGORITHM, account.name() + ", " + algorithm));
        continue;
      }
      Finding finding =
          logOn(new DigestTrial(page, each.getValue().userAgent(), uri, account), algorithm, facts);
      findings.add(finding);
      if (finding instanceof Fail) {
        // The others would fail alike, and each wrong answer counts towards a lockout.
        break;
      }
    }
    return findings.isEmpty()
        ? List.of(new Skipped("no Digest challenge can be answered"))
        : findings;
  }

  /** Why nothing is sent; empty when it is. */
  private static String whyNot(Facts facts) {
    Facts.First first = facts.first().orNull();
    if (first != null && first.distrust() != null && !facts.question().insecure()) {
      return "no answer is sent where the certificate is not trusted; --insecure does";
    }
    PathReading reading = facts.digest().reading().orNull();
    boolean lost =
        reading instanceof PathReading.NoCredentials
            || reading instanceof PathReading.OtherChallenge
            || reading instanceof PathReading.NotGuessed;
    if (lost) {
      return "no answer would be let in: digest-path tells why";
    }
    Account account = facts.question().account();
    FilterUsers.Contents contents = facts.digest().contents().orNull();
    DigestOptions options = facts.digest().options().orNull();
    boolean refused =
        account != null
            && contents != null
            && options != null
            && new AccountJudge(contents, options.realm())
                .judge(account, facts).stream().anyMatch(Fail.class::isInstance);
    return refused ? "nothing was sent: by the users file the answer would count as wrong" : "";
  }

  /** Whether the users file has no key for it, so that an answer would count as wrong. */
  private static boolean lacksKey(Account account, DigestAlgorithm algorithm, Facts facts) {
    FilterUsers.Contents contents = facts.digest().contents().orNull();
    DigestOptions options = facts.digest().options().orNull();
    return contents != null
        && options != null
        && contents.users().stream()
            .filter(each -> each.name().equals(account.name()))
            .noneMatch(each -> FilterUsers.hasKey(each, options.realm(), algorithm.base()));
  }

  /** Each algorithm, with the first client that is offered it. */
  private static Map<DigestAlgorithm, Sighting> byAlgorithm(List<Sighting> seen) {
    Map<DigestAlgorithm, Sighting> clients = new LinkedHashMap<>();
    for (Sighting each : seen) {
      for (DigestOffer offer : each.offers()) {
        if (offer.missing().isEmpty()) {
          offer.algorithm().ifPresent(algorithm -> clients.putIfAbsent(algorithm, each));
        }
      }
    }
    return clients;
  }

  private static Finding logOn(DigestTrial trial, DigestAlgorithm algorithm, Facts facts) {
    try {
      return trial
          .run(algorithm)
          .map(result -> judge(result, algorithm, trial, facts))
          .orElseGet(() -> new Skipped(algorithm + " is not offered each time"));
    } catch (IOException e) {
      return new Fail(
          "the server broke off: " + Problems.ofNetwork(trial.page().place(), e),
          "look at its log");
    }
  }

  private static Finding judge(
      DigestTrial.Result result, DigestAlgorithm algorithm, DigestTrial trial, Facts facts) {
    String who = trial.account().name() + " with " + algorithm;
    int status = result.status();
    if (result.stale()) {
      return new Fail(
          "the server takes no nonce from " + who + ": each answer gets stale=true",
          "let the load balancer keep a client on its node, and no cache keep responses with status"
              + " 401",
          Reason.NONCE_OTHER_SERVER);
    }
    if (status == 401) {
      return refused(who, facts);
    }
    if (status == 400 || status == 431) {
      return new Fail(
          "the server answers " + status + " to an answer of " + who,
          "look whether a proxy changes Authorization; " + AUDIT,
          Reason.MALFORMED);
    }
    if (status == 503) {
      return new Fail(
          Reason.AUTHORITY_UNAVAILABLE.cause() + " for " + who + " (503)",
          Reason.AUTHORITY_UNAVAILABLE.mend(),
          Reason.AUTHORITY_UNAVAILABLE);
    }
    if (status >= 500) {
      return new Fail("the server answers " + status + " to " + who, "look at its log");
    }
    return letIn(who, result, trial, facts);
  }

  private static Finding refused(String who, Facts facts) {
    boolean rightByFile = facts.digest().contents().orNull() != null;
    return rightByFile
        ? new Fail(
            "the server refuses " + who + " (401), though by the users file the password is right",
            "look whether the server has this file and has read it anew; " + AUDIT)
        : new Fail(
            "the server refuses "
                + who
                + " (401): a wrong password, no such user, one without a key for this realm and"
                + " algorithm, or one who is barred or held off",
            AUDIT,
            Reason.WRONG_RESPONSE);
  }

  private static Finding letIn(
      String who, DigestTrial.Result result, DigestTrial trial, Facts facts) {
    boolean rewritten = !trial.uri().equals(trial.page().target());
    String text =
        who
            + (rewritten ? " would be let in, were the uri that of the server" : " is let in")
            + " ("
            + result.status()
            + ")";
    if (result.proof() == Proof.WRONG) {
      return new Fail(
          text + ", but the server's proof (rspauth) is wrong",
          "look what changes Authentication-Info, or the entity with qop auth-int: a proxy, or a"
              + " server that does not know the password");
    }
    if (result.second() == 401) {
      return new Fail(
          text + ", but not by a second request with the same nonce",
          "let the load balancer keep a client on its node; " + AUDIT,
          Reason.NONCE_OTHER_SERVER);
    }
    boolean off = facts.digest().options().map(each -> each.info() == InfoMode.OFF).or(false);
    if (result.proof() == Proof.NONE && !off) {
      return new Warn(
          text + ", but the server did not prove itself",
          "let the proxy pass Authentication-Info, unless digest.authentication-info is off");
    }
    String more = ", a second time with the same nonce";
    more += off ? "; authentication-info is off" : ", and the server proved itself";
    return result.status() == 403
        ? new Warn(
            text + more + ": " + Reason.ROLE_MISSING.cause(),
            Reason.ROLE_MISSING.mend(),
            Reason.ROLE_MISSING)
        : new Ok(text + more);
  }
}
