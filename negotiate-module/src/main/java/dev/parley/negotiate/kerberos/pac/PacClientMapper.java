package dev.parley.negotiate.kerberos.pac;

import dev.parley.audit.Aside;
import dev.parley.authority.AccountNames;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.ClientMapper;
import dev.parley.negotiate.kerberos.KerberosClient;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an account of a Kerberos client: verifies the PAC of its ticket, decides with it whose name
 * counts ({@link TicketNames}), maps the principal, turns groups into roles, and asks the directory
 * of accounts. Whoever's PAC names no groups (MIT KDC) has the directory's roles alone.
 * Thread-safe.
 *
 * <p>A way through other realms that nothing vouches for is taken with the PAC of a domain
 * controller: these refuse ways that they do not trust before they make a ticket, and do not set
 * the flag that says so (RFC 4120 section 2.7).
 */
public final class PacClientMapper implements ClientMapper {
  private static final Logger LOG = LoggerFactory.getLogger(PacClientMapper.class);

  private final PrincipalMapping principals;
  private final RoleMapping roles;
  private final AccountRules accounts;
  private final TicketNames names;

  /**
   * A mapper.
   *
   * @param principals from principals to accounts
   * @param roles from the SIDs of the PAC to roles
   * @param accounts what the directory has to say
   * @param realmsWithoutPac the realms whose tickets' names count where no PAC says whose they are
   */
  public PacClientMapper(
      PrincipalMapping principals,
      RoleMapping roles,
      AccountRules accounts,
      Set<String> realmsWithoutPac) {
    this.principals = principals;
    this.roles = roles;
    this.accounts = accounts;
    this.names = new TicketNames(realmsWithoutPac);
  }

  @Override
  public Mapped map(KerberosClient client) {
    byte[] octets = pac(client.authorizationData());
    try {
      Pac pac = octets == null ? null : Pac.parse(octets);
      Mapped.Refused refused = pac == null ? null : PacRules.problem(pac, client);
      return refused == null ? account(client, pac) : refused;
    } catch (MalformedTokenException e) {
      return Mapped.Refused.of(Reason.PAC_MALFORMED, e.getMessage());
    }
  }

  private static byte @Nullable [] pac(List<AuthorizationElement> elements) {
    for (AuthorizationElement each : elements) {
      if (each.adType() == AuthorizationElement.WIN2K_PAC) {
        return each.adData();
      }
    }
    return null;
  }

  private Mapped account(KerberosClient client, @Nullable Pac pac) {
    TicketNames.Verdict verdict = names.of(client, pac);
    if (verdict instanceof TicketNames.Unsaid unsaid) {
      return Mapped.Refused.of(Reason.PAC_MISSING, unsaid.detail());
    }
    LogonInfo logon = pac == null ? null : pac.logonInfo();
    boolean ofController = logon != null && !logon.effectiveName().isEmpty();
    if (!ofController && client.untrustedWay() != null) {
      return Mapped.Refused.of(Reason.TRANSIT_NOT_TRUSTED, client.untrustedWay());
    }
    TicketNames.Said said = (TicketNames.Said) verdict;
    PrincipalMapping.Result mapped = principals.map(said.name(), client.realm());
    if (mapped instanceof PrincipalMapping.NotMapped not) {
      return Mapped.Refused.of(Reason.PRINCIPAL_NOT_MAPPED, not.detail());
    }
    String account = ((PrincipalMapping.Account) mapped).name();
    Collection<Sid> sids = logon == null ? List.of() : logon.sids();
    Pac ofDirectory = said.ofDirectory() ? pac : null;
    return new Mapped.Account(
        new Identity(account, client.realm(), roles.rolesOfSids(sids)),
        otherNames(client, ofDirectory),
        countedAs(account, client.realm(), ofDirectory));
  }

  /** By the SID, of which an account has one. */
  private static String countedAs(String account, String realm, @Nullable Pac ofDirectory) {
    LogonInfo logon = ofDirectory == null ? null : ofDirectory.logonInfo();
    Optional<Sid> sid = logon == null ? Optional.empty() : logon.user();
    return sid.map(Sid::toString).orElseGet(() -> AccountNames.loose(account) + '\n' + realm);
  }

  /**
   * By which names the domain knows the account beside: who is barred by one of them is barred.
   * None of them makes an account of the client or gives it a role.
   *
   * @param ofDirectory the PAC, if it names the client's own account
   */
  private Set<String> otherNames(KerberosClient client, @Nullable Pac ofDirectory) {
    Set<String> names = new HashSet<>();
    addName(client.components(), client.realm(), names);
    LogonInfo logon = ofDirectory == null ? null : ofDirectory.logonInfo();
    if (ofDirectory != null && logon != null) {
      names.add(logon.domainName() + '\\' + logon.effectiveName());
      addName(List.of(logon.effectiveName()), client.realm(), names);
      names.add(logon.effectiveName() + '@' + logon.domainName());
      UpnDnsInfo domain = ofDirectory.upnDnsInfo();
      if (domain != null && !domain.upn().isEmpty()) {
        names.add(domain.upn());
        int at = domain.upn().lastIndexOf('@');
        if (at > 0 && domain.upn().substring(at + 1).equalsIgnoreCase(client.realm())) {
          addName(List.of(domain.upn().substring(0, at)), client.realm(), names);
        }
      }
    }
    return names;
  }

  /** A principal, and the account that it is mapped to. */
  private void addName(List<String> components, String realm, Set<String> names) {
    String name = String.join("/", components);
    names.add(name + '@' + realm);
    names.add(realm + '\\' + name);
    if (principals.map(components, realm) instanceof PrincipalMapping.Account account) {
      names.add(account.name());
    }
  }

  @Override
  public Mapped admit(Mapped.Account account, String address) {
    AccountLookups.Client client = new AccountLookups.Client(account.countedAs(), address);
    AccountRules.Decision decision;
    try {
      decision = accounts.decide(account.identity(), account.otherNames(), client);
    } catch (RuntimeException e) {
      Aside.write(() -> LOG.error("the account directory failed", e));
      return Mapped.Refused.of(Reason.AUTHORITY_UNAVAILABLE, e.getClass().getName());
    }
    if (decision instanceof AccountRules.Admitted admitted) {
      return new Mapped.Account(admitted.identity(), admitted.otherNames(), account.countedAs());
    }
    AccountRules.Denied denied = (AccountRules.Denied) decision;
    return Mapped.Refused.of(denied.reason(), denied.detail());
  }
}
