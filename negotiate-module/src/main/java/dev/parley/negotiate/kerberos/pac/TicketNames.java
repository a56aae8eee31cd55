package dev.parley.negotiate.kerberos.pac;

import dev.parley.audit.Aside;
import dev.parley.negotiate.kerberos.KerberosClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose name counts for a ticket. Domain controllers find an account by other names than its own:
 * in capitals or not, by a UPN (which may have the form {@code root/admin}), and {@code root$} by
 * {@code root}, so that whoever may make an account {@code root$} gets tickets in which the name of
 * root stands; on the client's wish they leave out the PAC, which would tell (MS-KILE section
 * 3.3.5.3). So a name counts only where a KDC says that it is the account's:
 *
 * <ul>
 *   <li>a verified PAC in which the directory of the client's realm names the account: that name;
 *   <li>a verified PAC of a KDC that has no such directory (MIT since 1.20, Heimdal since 8), whose
 *       PACs have no logon information: the ticket's name, since these know an account by one;
 *   <li>everything else: none, unless the settings say of the client's realm that its tickets'
 *       names are the accounts'.
 * </ul>
 *
 * Thread-safe.
 */
final class TicketNames {
  private static final Logger LOG = LoggerFactory.getLogger(TicketNames.class);

  private final Set<String> trusted;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** Whose name counts. */
  sealed interface Verdict {}

  /**
   * The name of the account.
   *
   * @param name its components
   * @param ofDirectory whether the PAC names it, so that all else in the PAC is of it too
   */
  record Said(List<String> name, boolean ofDirectory) implements Verdict {}

  /**
   * Nothing says whose name it is.
   *
   * @param detail for the audit
   */
  record Unsaid(String detail) implements Verdict {}

  /**
   * @param trusted the realms whose tickets' names are the accounts', spelt exactly
   */
  TicketNames(Set<String> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  /**
   * Decides.
   *
   * @param pac the ticket's, verified; null when it has none
   */
  Verdict of(KerberosClient client, @Nullable Pac pac) {
    if (pac == null) {
      return byTicket(client, "no PAC");
    }
    LogonInfo logon = pac.logonInfo();
    if (logon == null) {
      return pac.isOfDirectory()
          ? byTicket(client, "a domain controller's PAC without logon information")
          : new Said(client.components(), false);
    }
    if (logon.effectiveName().isEmpty()) {
      return byTicket(client, "a PAC that names no account");
    }
    List<String> account = List.of(logon.effectiveName());
    UpnDnsInfo told = pac.upnDnsInfo();
    if (told == null || told.dnsDomain().isEmpty()) {
      boolean same = account.equals(client.components());
      return same || client.realm().equals(client.serviceKey().realm())
          ? ofAccount(account, client)
          : byTicket(client, "a PAC that does not say of which domain its account is");
    }
    // A domain may lend one of its accounts to a client of another realm.
    return told.dnsDomain().equalsIgnoreCase(client.realm())
        ? ofAccount(account, client)
        : byTicket(client, "a PAC for an account of " + told.dnsDomain());
  }

  private Said ofAccount(List<String> account, KerberosClient client) {
    if (trusted.contains(client.realm()) && warned.add(client.realm())) {
      Aside.write(
          () ->
              LOG.warn(
                  "kerberos.realms-without-pac names {}, whose domain controller makes PACs: whoever asks"
                      + " it for a ticket without one may have another account's name in it; take the realm"
                      + " out",
                  client.realm()));
    }
    return new Said(account, true);
  }

  private Verdict byTicket(KerberosClient client, String pac) {
    return trusted.contains(client.realm())
        ? new Said(client.components(), false)
        : new Unsaid(pac + ", and " + client.realm() + " is not in kerberos.realms-without-pac");
  }
}
