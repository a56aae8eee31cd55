package dev.parley.doctor.check;

import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.Initiator;
import dev.parley.doctor.krb5.KerberosFailureException;
import dev.parley.doctor.krb5.Logon;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.http.HeaderField;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A logon with the caller's tickets, as a browser does it (RFC 4559). */
final class LogonCheck implements Check {
  private static final int MOST_LEGS = 4;

  @Override
  public String name() {
    return "logon";
  }

  @Override
  public List<Finding> look(Facts facts) {
    First first = facts.first().orNull();
    Page page = facts.page().orNull();
    if (first == null || page == null) {
      return List.of(new Skipped(facts.first().why()));
    }
    if (Hosts.isAddress(page.host())) {
      return List.of(new Skipped(DnsCheck.NO_TICKET));
    }
    String realm = facts.realm().orNull();
    Logon logon = facts.logon().orNull();
    if (realm == null || logon == null) {
      String principal = facts.question().principal();
      String why = realm == null ? facts.realm().why() : facts.logon().why();
      return List.of(principal == null ? new Skipped(why) : new Fail(why, "kinit " + principal));
    }
    if (!first.answer().challenges().has("negotiate")) {
      return List.of(new Skipped("Negotiate is not offered"));
    }
    if (first.distrust() != null && !facts.question().insecure()) {
      return List.of(
          new Skipped("no token is sent where the certificate is not trusted; --insecure does"));
    }
    return List.of(logOn(logon, "HTTP/" + page.host() + "@" + realm, page, first, facts));
  }

  private static Finding logOn(Logon logon, String service, Page page, First first, Facts facts) {
    try (Initiator initiator = Initiator.ofSpnego(logon, service, first.certificate());
        HttpConnection connection = HttpConnection.open(page)) {
      byte[] token = new byte[0];
      for (int leg = 0; leg < MOST_LEGS; leg++) {
        byte[] own = leg == 0 ? initiator.next(token) : further(initiator, token);
        if (own == null) {
          return refused(initiator, logon, first);
        }
        String value = "Negotiate " + Base64.getEncoder().encodeToString(own);
        HttpAnswer answer = connection.get(new HeaderField("Authorization", value));
        byte[] back = answer.challenges().token("negotiate");
        if (answer.status() != 401) {
          return accepted(answer, back, initiator, logon, connection);
        }
        if (back == null || !connection.isOpen()) {
          return refused(initiator, logon, first);
        }
        token = back;
      }
      return new Fail("the negotiation does not end", seeAudit(), Reason.TOO_MANY_LEGS);
    } catch (KerberosFailureException e) {
      return Credentials.judge(e.failure(), service, seeAudit(), facts);
    } catch (IOException e) {
      return new Fail(
          "the server broke off: " + Problems.ofNetwork(page.place(), e), "look at its log");
    }
  }

  /** Null when there is nothing more to say: JGSS takes a reject for a broken token. */
  private static byte @Nullable [] further(Initiator initiator, byte[] token)
      throws KerberosFailureException {
    try {
      return initiator.next(token);
    } catch (KerberosFailureException e) {
      if (e.failure().code() == 0) {
        return null;
      }
      throw e;
    }
  }

  private static String seeAudit() {
    return "the audit of the server (logger dev.parley.audit) tells the reason";
  }

  private static Finding refused(Initiator initiator, Logon logon, First first) {
    boolean unbound = first.certificate() != null && !initiator.isBound();
    return new Fail(
        "the server refuses " + logon.client() + " (401)",
        unbound ? seeAudit() + "; the doctor could send no channel bindings" : seeAudit());
  }

  private static Finding accepted(
      HttpAnswer answer,
      byte @Nullable [] back,
      Initiator initiator,
      Logon logon,
      HttpConnection connection)
      throws KerberosFailureException, IOException {
    int status = answer.status();
    if (status == 400 || status == 431 || status >= 500) {
      return new Fail("the server answers " + status + " to a token", "look at its log");
    }
    if (back != null) {
      initiator.next(back);
    }
    if (!initiator.isComplete()) {
      return new Warn(
          logon.client() + " is let in (" + status + "), but the server did not prove itself",
          "let its final token pass: some proxies take WWW-Authenticate out of good responses");
    }
    boolean keeps = answer.value("Persistent-Auth").filter("true"::equalsIgnoreCase).isPresent();
    if (keeps && connection.isOpen() && connection.get().status() == 401) {
      return new Fail(
          "the next request on the same connection is a stranger's",
          "something between shares connections: let it keep one for each client, or set"
              + " negotiate.keep=request",
          Reason.NO_NEGOTIATION);
    }
    String text = logon.client() + " is let in (" + status + "), and the server proved itself";
    return status == 403
        ? new Warn(
            text + ": " + Reason.ROLE_MISSING.cause(),
            Reason.ROLE_MISSING.mend(),
            Reason.ROLE_MISSING)
        : new Ok(text + (initiator.isBound() ? ", with channel bindings" : ""));
  }
}
