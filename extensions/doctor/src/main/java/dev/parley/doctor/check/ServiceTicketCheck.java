package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.KdcAnswer;
import dev.parley.doctor.krb5.KerberosFailure;
import dev.parley.doctor.krb5.KerberosFailureException;
import dev.parley.doctor.krb5.Logon;
import dev.parley.doctor.krb5.ServiceTicket;
import dev.parley.doctor.net.Page;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.IntegrityException;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the keys of the keytab are those of the KDC, and whether the KDC says in a PAC whose a
 * ticket is: a ticket for the service is fetched, with the caller's tickets or as the service
 * itself, and decrypted.
 */
final class ServiceTicketCheck implements Check {
  @Override
  public String name() {
    return "ticket";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Page page = facts.page().orNull();
    String realm = facts.realm().orNull();
    if (page == null || realm == null) {
      return List.of(new Skipped(page == null ? facts.page().why() : facts.realm().why()));
    }
    if (Hosts.isAddress(page.host())) {
      return List.of(new Skipped(DnsCheck.NO_TICKET));
    }
    String service = "HTTP/" + page.host() + "@" + realm;
    Fact<Logon> cache = facts.logon();
    try {
      Logon logon = cache.orNull();
      if (logon == null) {
        Optional<Path> keytab = keytabOf(service, facts);
        if (keytab.isEmpty() || facts.question().principal() != null) {
          return List.of(new Skipped(cache.why()));
        }
        if (facts.kdcAnswers().stream().allMatch(KdcAnswer.None.class::isInstance)) {
          return List.of(new Skipped("no KDC answers"));
        }
        logon = Logon.ofKeytab(facts.krb5ConfPath(), keytab.get(), service);
      }
      Ticket ticket = ServiceTicket.get(logon, service);
      return List.of(judge(ticket, facts));
    } catch (KerberosFailureException e) {
      return List.of(failure(e.failure(), service, facts));
    }
  }

  private static Optional<Path> keytabOf(String service, Facts facts) {
    boolean there = facts.keys().map(keys -> keys.principals().contains(service)).or(false);
    return there ? facts.keytabPaths().stream().findFirst() : Optional.empty();
  }

  private static Finding failure(KerberosFailure failure, String service, Facts facts) {
    Fact<Logon> cache = facts.logon();
    if (failure.code() == KerberosFailure.CLIENT_UNKNOWN && cache.orNull() == null) {
      return new Skipped(cache.why() + "; and the service can not log on itself");
    }
    return Credentials.judge(failure, service, "look at the log of the KDC", facts);
  }

  private static Finding judge(Ticket ticket, Facts facts) {
    String type = Enctype.describe(ticket.encPart().etype());
    Integer kvno = ticket.encPart().kvno();
    String version = kvno == null ? "no kvno" : "kvno " + kvno;
    String text = "the KDC's key of " + ticket.service() + " is " + version + " (" + type + ")";
    KeySet keys = facts.keys().orNull();
    if (keys == null) {
      return new Ok(text + "; there is no keytab to compare");
    }
    List<String> name = ticket.sname().components();
    Enctype enctype = Enctype.ofNumber(ticket.encPart().etype()).orElse(null);
    if (enctype == null || !facts.permittedEnctypes().contains(enctype)) {
      return Fail.of(Reason.ENCTYPE_NOT_PERMITTED, text);
    }
    // As the filter does it.
    List<ServiceKey> candidates =
        keys.candidates(ticket.realm(), name, enctype, kvno, facts.takesOtherNames());
    for (ServiceKey each : candidates) {
      try {
        return inside(each, ticket, text, facts);
      } catch (IntegrityException e) {
        // Not by this key; perhaps by the next.
      }
    }
    return unopened(ticket, keys, enctype, text);
  }

  private static Finding unopened(Ticket ticket, KeySet keys, Enctype enctype, String text) {
    List<String> name = ticket.sname().components();
    if (!keys.hasService(ticket.realm(), name)) {
      return Fail.of(Reason.WRONG_SPN, text);
    }
    if (!keys.find(ticket.realm(), name, enctype, ticket.encPart().kvno()).isEmpty()) {
      return Fail.of(Reason.TICKET_INTEGRITY, text + ", the keytab has another of this version");
    }
    List<Integer> versions = keys.kvnos(ticket.realm(), name, enctype);
    return versions.isEmpty()
        ? Fail.of(Reason.ENCTYPE_NOT_PERMITTED, text + ", of which the keytab has no key")
        : Fail.of(Reason.UNKNOWN_KVNO, text + ", the keytab has " + Hosts.numbers(versions));
  }

  /** What is said of a key that opens the ticket, and is perhaps not the one that it names. */
  private static Finding opened(ServiceKey key, Ticket ticket, String text) {
    if (!KeySet.isOf(key, ticket.realm(), ticket.sname().components())) {
      return new Ok(text + ", and the keytab has it as that of " + key.principal());
    }
    return key.isOfVersion(ticket.encPart().kvno())
        ? new Ok(text + ", and the keytab has it")
        : new Warn(
            text + ", and the keytab has it as kvno " + key.kvno(),
            "export the keytab anew, so that the audit does not tell of it with each logon");
  }

  /** What the filter would find in the ticket. */
  private static Finding inside(ServiceKey key, Ticket ticket, String text, Facts facts)
      throws IntegrityException {
    byte[] plain = key.key().decrypt(KeyUsage.TICKET, ticket.encPart().cipher());
    try {
      EncTicketPart part = EncTicketPart.parse(plain);
      part.key().destroy();
      boolean pac =
          AuthorizationData.flatten(part.authorizationData()).stream()
              .anyMatch(each -> each.adType() == AuthorizationElement.WIN2K_PAC);
      if (pac || facts.realmsWithoutPac().contains(part.crealm())) {
        return opened(key, ticket, text);
      }
      String without = "a ticket of " + part.cname().text() + "@" + part.crealm() + " has no PAC";
      return facts.configuration().orNull() == null
          ? Warn.of(Reason.PAC_MISSING, without)
          : Fail.of(Reason.PAC_MISSING, without);
    } catch (MalformedTokenException e) {
      return new Fail(
          text + ", but there is no ticket inside: " + e.getMessage(), "look at the KDC");
    } finally {
      // It holds the session key.
      Arrays.fill(plain, (byte) 0);
    }
  }
}
