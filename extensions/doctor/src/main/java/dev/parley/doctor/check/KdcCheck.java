package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.Kdc;
import dev.parley.doctor.krb5.Kdc.Transport;
import dev.parley.doctor.krb5.KdcAnswer;
import dev.parley.doctor.krb5.KdcClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the KDCs of the realm are known, answer by UDP and TCP, and are of this realm. Clients
 * need them; the filter does not.
 */
final class KdcCheck implements Check {
  private static final int C_PRINCIPAL_UNKNOWN = 6;
  private static final int WRONG_REALM = 68;

  @Override
  public String name() {
    return "kdc";
  }

  @Override
  public List<Finding> look(Facts facts) {
    String realm = facts.realm().orNull();
    if (realm == null) {
      return List.of(new Skipped(facts.realm().why()));
    }
    if (facts.kdcs().orNull() == null) {
      return List.of(
          new Fail(
              facts.kdcs().why(),
              "name the realm's kdc in [realms] of krb5.conf, or enter SRV records"
                  + " _kerberos._udp and _kerberos._tcp in DNS; look whether the realm is right"));
    }
    List<KdcAnswer> answers = facts.kdcAnswers();
    boolean someBody = answers.stream().anyMatch(KdcCheck::isAnswer);
    List<Finding> findings = new ArrayList<>();
    for (KdcAnswer each : answers) {
      if (each instanceof KdcAnswer.None none) {
        findings.add(silent(realm, none, someBody));
      }
    }
    KdcAnswer first = answers.stream().filter(KdcCheck::isAnswer).findFirst().orElse(null);
    if (first != null && !knowsRealm(first, realm, facts)) {
      findings.add(
          new Fail(
              first.kdc().place() + " is a KDC, but not of the realm " + realm,
              "correct the realm, or the KDC in krb5.conf"));
    } else if (findings.isEmpty()) {
      findings.add(new Ok(realm + ": " + places(answers) + ", by UDP and TCP as they are named"));
    }
    return findings;
  }

  private static boolean isAnswer(KdcAnswer answer) {
    return !(answer instanceof KdcAnswer.None);
  }

  private static String places(List<KdcAnswer> answers) {
    return String.join(", ", answers.stream().map(each -> each.kdc().place()).distinct().toList());
  }

  private static Finding silent(String realm, KdcAnswer.None none, boolean someBody) {
    String text =
        "the KDC of "
            + realm
            + " at "
            + none.kdc().place()
            + ", "
            + none.transport()
            + ": "
            + none.problem();
    if (!someBody) {
      return new Fail(text, "start it, open the port in the firewall, or correct krb5.conf");
    }
    return new Warn(
        text,
        none.transport() == Transport.TCP
            ? "open the port for TCP too: answers with many groups do not fit a datagram"
            : "open the port for UDP too, or set udp_preference_limit = 1: clients wait for it");
  }

  /**
   * Asks for the realm's own name, which every KDC of the realm has: in MIT's way, and as the
   * account that Active Directory has.
   */
  private static boolean knowsRealm(KdcAnswer first, String realm, Facts facts) {
    KdcClient client = new KdcClient(facts.world().clock());
    for (List<String> name : List.of(List.of("krbtgt", realm), List.of("krbtgt"))) {
      KdcAnswer answer = client.ask(first.kdc(), first.transport(), realm, name);
      boolean unknown =
          answer instanceof KdcAnswer.Refusal refusal
              && (refusal.errorCode() == C_PRINCIPAL_UNKNOWN || refusal.errorCode() == WRONG_REALM);
      if (!unknown) {
        return true;
      }
    }
    return false;
  }

  /** Asks each KDC by each transport, as somebody whom no realm has. */
  static List<KdcAnswer> ask(List<Kdc> kdcs, String realm, Facts facts) {
    KdcClient client = new KdcClient(facts.world().clock());
    List<KdcAnswer> answers = new ArrayList<>();
    for (Kdc kdc : kdcs) {
      for (Transport transport : Transport.values()) {
        if (kdc.transports().contains(transport)) {
          answers.add(client.ask(kdc, transport, realm, List.of("parley-doctor")));
        }
      }
    }
    return answers;
  }
}
