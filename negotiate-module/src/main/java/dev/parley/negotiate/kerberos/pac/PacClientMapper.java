package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.identity.Sid;
import dev.parley.negotiate.kerberos.ClientMapper;
import dev.parley.negotiate.kerberos.KerberosClient;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an account of a Kerberos client: verifies the PAC of its ticket, if there is one, maps the
 * principal, turns groups into roles, and asks the directory of accounts. A ticket without a PAC,
 * or with one that names no groups (MIT KDC), has the directory's roles alone. Thread-safe.
 *
 * <p>A way through other realms that nobody vouches for is taken with the PAC of a domain
 * controller: these refuse ways that they do not trust before they make a ticket, and do not set
 * the flag that says so (RFC 4120 section 2.7).
 */
public final class PacClientMapper implements ClientMapper {
  private static final Logger LOG = LoggerFactory.getLogger(PacClientMapper.class);

  private final PrincipalMapping principals;
  private final RoleMapping roles;
  private final AccountRules accounts;
  private final boolean requirePac;

  /**
   * A mapper.
   *
   * @param principals from principals to accounts
   * @param roles from the SIDs of the PAC to roles
   * @param accounts what the directory has to say
   * @param requirePac whether a ticket needs the PAC of a domain controller
   */
  public PacClientMapper(
      PrincipalMapping principals, RoleMapping roles, AccountRules accounts, boolean requirePac) {
    this.principals = principals;
    this.roles = roles;
    this.accounts = accounts;
    this.requirePac = requirePac;
  }

  @Override
  public Mapped map(KerberosClient client) {
    byte[] octets = pac(client.authorizationData());
    try {
      Pac pac = octets == null ? null : Pac.parse(octets);
      Mapped.Refused refused = pac == null ? null : verify(pac, client);
      if (refused == null && (pac == null || !isOfDomainController(pac))) {
        refused = withoutDomainController(client);
      }
      return refused == null ? account(client, pac) : refused;
    } catch (MalformedTokenException e) {
      return refused(Reason.PAC_MALFORMED, e.getMessage());
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

  /** In this order: whether it is the KDC's, then whether it is of this client. */
  private static Mapped.@Nullable Refused verify(Pac pac, KerberosClient client)
      throws MalformedTokenException {
    String problem = pac.signatureProblem(client.serviceKey().key());
    if (problem != null) {
      return refused(Reason.PAC_SIGNATURE, problem);
    }
    ClientInfo info = pac.clientInfo();
    if (info == null) {
      return refused(Reason.PAC_MALFORMED, "it does not say whose it is");
    }
    if (!info.isOf(client.authTime(), client.components(), client.realm())) {
      return refused(Reason.PAC_OF_ANOTHER, "it is of another client or time");
    }
    LogonInfo logon = pac.logonInfo();
    if (logon == null) {
      return null;
    }
    Sid requestor = pac.requestor();
    if (requestor != null && logon.user().filter(requestor::equals).isEmpty()) {
      return refused(Reason.PAC_OF_ANOTHER, "the SIDs of user and requestor differ");
    }
    return (logon.userAccountControl() & LogonInfo.DISABLED) == 0
        ? null
        : refused(Reason.ACCOUNT_DISABLED, "the PAC says so");
  }

  /** Whether the PAC says who the account is, beside its name in the ticket. */
  private static boolean isOfDomainController(Pac pac) {
    LogonInfo logon = pac.logonInfo();
    return logon != null && !logon.effectiveName().isEmpty();
  }

  private Mapped.@Nullable Refused withoutDomainController(KerberosClient client) {
    if (requirePac) {
      return refused(Reason.PAC_MISSING, null);
    }
    return client.untrustedWay() == null
        ? null
        : refused(Reason.TRANSIT_NOT_TRUSTED, client.untrustedWay());
  }

  private Mapped account(KerberosClient client, @Nullable Pac pac) {
    LogonInfo logon = pac == null ? null : pac.logonInfo();
    PrincipalMapping.Result mapped = principals.map(named(client, pac), client.realm());
    if (mapped instanceof PrincipalMapping.NotMapped not) {
      return refused(Reason.PRINCIPAL_NOT_MAPPED, not.detail());
    }
    String name = ((PrincipalMapping.Account) mapped).name();
    Set<String> groups = logon == null ? Set.of() : roles.rolesOfSids(logon.sids());
    AccountRules.Decision decision;
    try {
      decision = accounts.decide(name, otherNames(client, pac), client.realm(), groups);
    } catch (RuntimeException e) {
      LOG.error("the account directory failed", e);
      return refused(Reason.AUTHORITY_UNAVAILABLE, e.getClass().getName());
    }
    return decision instanceof AccountRules.Admitted admitted
        ? new Mapped.Good(admitted.identity(), admitted.otherNames())
        : refused(((AccountRules.Denied) decision).reason(), null);
  }

  /**
   * The client's name as the directory has it, where the PAC tells. Domain controllers find an
   * account by other names than its own: in capitals or not, by a UPN (which may have the form
   * {@code root/admin}), and {@code root$} by {@code root}, so that whoever may make an account
   * {@code root$} gets tickets in which the name of root stands. A client of another realm, for
   * whom a domain lends one of its accounts, keeps the name that its own KDC gave it.
   */
  private static List<String> named(KerberosClient client, @Nullable Pac pac) {
    List<String> components = client.components();
    LogonInfo logon = pac == null ? null : pac.logonInfo();
    if (pac == null || logon == null || logon.effectiveName().isEmpty()) {
      return components;
    }
    return isLent(client, pac) ? components : List.of(logon.effectiveName());
  }

  private static boolean isLent(KerberosClient client, Pac pac) {
    UpnDnsInfo domain = pac.upnDnsInfo();
    return domain != null
        && !domain.dnsDomain().isEmpty()
        && !domain.dnsDomain().equalsIgnoreCase(client.realm());
  }

  /**
   * By which names the domain knows the account beside: who is barred by one of them is barred.
   * None of them makes an account of the client or gives it a role.
   */
  private Set<String> otherNames(KerberosClient client, @Nullable Pac pac) {
    Set<String> names = new HashSet<>();
    addName(client.components(), client.realm(), names);
    LogonInfo logon = pac == null ? null : pac.logonInfo();
    if (pac != null && logon != null && !isLent(client, pac)) {
      names.add(logon.domainName() + '\\' + logon.effectiveName());
      UpnDnsInfo domain = pac.upnDnsInfo();
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
    names.add(String.join("/", components) + '@' + realm);
    if (principals.map(components, realm) instanceof PrincipalMapping.Account account) {
      names.add(account.name());
    }
  }

  private static Mapped.Refused refused(Reason reason, @Nullable String detail) {
    SecurityStatus status =
        switch (reason) {
          case PAC_SIGNATURE -> SecurityStatus.SEC_E_MESSAGE_ALTERED;
          case PAC_MALFORMED -> SecurityStatus.SEC_E_INVALID_TOKEN;
          case AUTHORITY_UNAVAILABLE -> SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY;
          default -> SecurityStatus.SEC_E_LOGON_DENIED;
        };
    return new Mapped.Refused(status, reason, detail);
  }
}
