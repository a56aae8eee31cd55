package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.krb5.KerberosFailure;
import dev.parley.doctor.krb5.KerberosFailureException;
import dev.parley.doctor.krb5.Logon;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds credentials to try with, and says what a failure of Kerberos means. */
final class Credentials {
  private static final String FILE = "FILE:";

  private Credentials() {}

  /** The caller's tickets. */
  static Fact<Logon> ofCache(Facts facts) {
    String named = facts.world().environment().getOrDefault("KRB5CCNAME", "");
    boolean file = named.startsWith(FILE) || named.startsWith("/");
    if (!named.isEmpty() && !file) {
      return new Unknown<>(
          "the JDK reads no ticket cache "
              + named
              + ": set KRB5CCNAME to FILE:/a/path, then kinit");
    }
    Path cache =
        named.isEmpty() ? null : Path.of(named.startsWith(FILE) ? named.substring(5) : named);
    try {
      return new Known<>(Logon.ofCache(facts.krb5ConfPath(), cache, facts.question().principal()));
    } catch (KerberosFailureException e) {
      String who =
          facts.question().principal() == null ? "" : " of " + facts.question().principal();
      return new Unknown<>(
          "no ticket" + who + " in the ticket cache, kinit first (" + e.failure().text() + ")");
    }
  }

  /**
   * What it means that the KDC gives no ticket, or that JGSS can do nothing with it: the same
   * whoever meets it.
   *
   * @param service for which, with its realm
   * @param look where to look when the failure has no reason
   */
  static Finding judge(KerberosFailure failure, String service, String look, Facts facts) {
    String text = service + ": " + failure.text();
    boolean several = failure.code() == KerberosFailure.NOT_UNIQUE;
    if (several || failure.code() == KerberosFailure.SERVICE_UNKNOWN) {
      return Owners.judge(text, several, facts.owners(service.substring(0, service.indexOf('@'))));
    }
    Reason reason = reason(failure);
    return reason == null ? new Fail(text, look) : Fail.of(reason, text);
  }

  /** What went wrong, if it is one of the things that have a reason. */
  private static @Nullable Reason reason(KerberosFailure failure) {
    return switch (failure.code()) {
      case KerberosFailure.ETYPE_NOT_SUPPORTED -> Reason.ENCTYPE_NOT_PERMITTED;
      case KerberosFailure.SKEW -> Reason.CLOCK_SKEW;
      case KerberosFailure.TICKET_EXPIRED -> Reason.TICKET_EXPIRED;
      case KerberosFailure.PREAUTH_FAILED, KerberosFailure.BAD_INTEGRITY -> Reason.TICKET_INTEGRITY;
      case KerberosFailure.BAD_KEY_VERSION -> Reason.UNKNOWN_KVNO;
      default -> null;
    };
  }
}
