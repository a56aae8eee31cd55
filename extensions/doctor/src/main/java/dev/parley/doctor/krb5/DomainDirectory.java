package dev.parley.doctor.krb5;

import java.io.IOException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapName;
import javax.security.auth.Subject;

/**
 * The directory of an Active Directory domain, asked by LDAP with the caller's ticket: it knows
 * which accounts have an SPN where a KDC only says that it found no single one.
 */
// JNDI is dangerous where a name may be a URL or an entry an object: here the names are empty or
// parsed as LDAP's, and entries are read as text.
@SuppressWarnings("BanJNDI")
public final class DomainDirectory {
  private static final String CONNECT_MILLIS = "3000";
  private static final String READ_MILLIS = "5000";
  private static final int MOST = 10;
  private static final String NAME = "dnsHostName";
  private static final String BASE = "defaultNamingContext";

  private final String host;

  /**
   * The directory of a domain controller; nobody is asked yet.
   *
   * @param host of the KDC, which in such domains is the directory too
   */
  public DomainDirectory(String host) {
    this.host = host;
  }

  /**
   * The accounts that have an SPN, by their distinguished names; at most ten.
   *
   * @param spn without the realm: {@code HTTP/host}
   * @throws IOException when there is no directory, or it does not answer this user
   */
  public List<String> accountsWith(String spn, Logon logon) throws IOException {
    try {
      Attributes root = root();
      String controller = text(root, NAME);
      String base = text(root, BASE);
      return Subject.doAs(
          logon.subject(),
          (PrivilegedExceptionAction<List<String>>) () -> search(controller, base, spn));
    } catch (NamingException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (PrivilegedActionException e) {
      throw new IOException(String.valueOf(e.getException().getMessage()), e);
    }
  }

  /** What a directory tells everybody of itself (RFC 4512 section 5.1). */
  private Attributes root() throws NamingException {
    InitialDirContext context = new InitialDirContext(environment(host));
    try {
      return context.getAttributes("", new String[] {NAME, BASE});
    } finally {
      context.close();
    }
  }

  private static String text(Attributes attributes, String name) throws NamingException {
    Attribute attribute = attributes.get(name);
    if (attribute == null) {
      throw new NamingException("the directory tells no " + name);
    }
    return String.valueOf(attribute.get());
  }

  private static List<String> search(String controller, String base, String spn)
      throws NamingException {
    Hashtable<String, String> environment = environment(controller);
    environment.put(Context.SECURITY_AUTHENTICATION, "GSSAPI");
    // controllers refuse what is not signed
    environment.put("javax.security.sasl.qop", "auth-int");
    SearchControls controls = new SearchControls();
    controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
    controls.setReturningAttributes(new String[] {"1.1"});
    controls.setCountLimit(MOST);
    InitialDirContext context = new InitialDirContext(environment);
    List<String> found = new ArrayList<>();
    try {
      NamingEnumeration<SearchResult> all =
          context.search(
              new LdapName(base), "(servicePrincipalName={0})", new Object[] {spn}, controls);
      while (all.hasMore()) {
        found.add(all.next().getNameInNamespace());
      }
    } catch (PartialResultException e) {
      // Referrals to other domains come last, and are not followed.
      return found;
    } finally {
      context.close();
    }
    return found;
  }

  // JNDI wants a Hashtable.
  @SuppressWarnings("JdkObsolete")
  private static Hashtable<String, String> environment(String host) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(
        Context.PROVIDER_URL, "ldap://" + (host.contains(":") ? "[" + host + "]" : host));
    environment.put("com.sun.jndi.ldap.connect.timeout", CONNECT_MILLIS);
    environment.put("com.sun.jndi.ldap.read.timeout", READ_MILLIS);
    return environment;
  }
}
