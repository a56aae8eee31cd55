package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.krb5.DomainDirectory;
import dev.parley.doctor.krb5.Kdc;
import dev.parley.doctor.krb5.Logon;
import java.io.IOException;
import java.util.List;

/**
 * Which accounts have an SPN that the KDC gives no ticket for; whoever meets that says the same. No
 * ticket reaches the server, so its audit has no reason for it. Active Directory and Samba answer
 * alike where nobody has it and where several have, so their directory is asked.
 */
final class Owners {
  private static final String FIND = "find them by setspn -X, and take it from the wrong ones by";
  private static final String TAKE = " setspn -D, or samba-tool spn delete";
  private static final String GIVE = "give it to one account (setspn -S, samba-tool spn add)";

  private Owners() {}

  /**
   * Says what is wrong.
   *
   * @param text the service, and what the KDC said
   * @param several whether the KDC said that there are several
   * @param asked the accounts that have it, if a directory told
   */
  static Finding judge(String text, boolean several, Fact<List<String>> asked) {
    List<String> owners = asked.orNull();
    if (owners == null) {
      return several
          ? new Fail(text + ": several accounts have this SPN", FIND + TAKE)
          : new Fail(
              text + ": no account has this SPN, or several have it",
              "give it to one account (setspn -S, addprinc); setspn -X finds doubles");
    }
    String names = String.join("; ", owners);
    return switch (owners.size()) {
      case 0 -> new Fail(text + ": no account has this SPN", GIVE);
      case 1 ->
          new Fail(
              text + ": one account has this SPN, " + names + ", but the KDC does not find it",
              "look whether that account is enabled, and whether the controllers replicate");
      default ->
          new Fail(
              text + ": " + owners.size() + " accounts have this SPN: " + names,
              "take it from the wrong ones:" + TAKE);
    };
  }

  /**
   * Asks the directory of the domain.
   *
   * @param spn without the realm
   */
  static Fact<List<String>> ask(String spn, Facts facts) {
    Logon logon = facts.logon().orNull();
    if (logon == null) {
      return new Unknown<>(facts.logon().why());
    }
    for (String host : facts.kdcs().or(List.of()).stream().map(Kdc::host).distinct().toList()) {
      try {
        return new Known<>(new DomainDirectory(host).accountsWith(spn, logon));
      } catch (IOException e) {
        // A KDC without a directory, as MIT's, or one that is not there: perhaps the next.
      }
    }
    return new Unknown<>("no KDC has a directory that answers");
  }
}
