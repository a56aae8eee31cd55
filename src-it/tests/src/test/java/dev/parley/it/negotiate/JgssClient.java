package dev.parley.it.negotiate;

import dev.parley.it.realm.ClientRealm;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * A user of a realm in this JVM, by the JDK's own Kerberos, for tests that send every token
 * themselves. The realm's {@code krb5.conf} becomes that of the JVM: one user at a time.
 */
final class JgssClient {
  private static final String SPNEGO = "1.3.6.1.5.5.2";
  private static final String KERBEROS = "1.2.840.113554.1.2.2";
  private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";

  private final Subject subject;
  private final String realm;

  private JgssClient(Subject subject, String realm) {
    this.subject = subject;
    this.realm = realm;
  }

  /** Takes a user's tickets from a cache that {@code kinit} made. */
  static JgssClient of(ClientRealm realm, Path tickets) throws Exception {
    System.setProperty("java.security.krb5.conf", realm.krb5Conf().toString());
    Map<String, String> options =
        Map.of(
            "refreshKrb5Config", "true",
            "useTicketCache", "true",
            "ticketCache", tickets.toString(),
            "doNotPrompt", "true");
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  "com.sun.security.auth.module.Krb5LoginModule",
                  AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                  options)
            };
          }
        };
    Subject subject = new Subject();
    new LoginContext("test", subject, null, configuration).login();
    return new JgssClient(subject, realm.realm());
  }

  /** One logon to a service of the realm, with SPNEGO around Kerberos. */
  Logon spnego(String service) throws Exception {
    return begin(service, SPNEGO, false);
  }

  /** One logon with a Kerberos token alone. */
  Logon kerberos(String service) throws Exception {
    return begin(service, KERBEROS, false);
  }

  /** One logon that hands the user's own ticket to the service. */
  Logon delegating(String service) throws Exception {
    return begin(service, SPNEGO, true);
  }

  // Subject.callAs does not exist in JDK 17
  @SuppressWarnings({"deprecation", "removal"})
  private Logon begin(String service, String mechanism, boolean delegate) throws Exception {
    try {
      return Subject.doAs(
          subject,
          (PrivilegedExceptionAction<Logon>)
              () -> {
                GSSManager manager = GSSManager.getInstance();
                GSSName target = manager.createName(service + "@" + realm, new Oid(PRINCIPAL_NAME));
                GSSCredential credential =
                    manager.createCredential(
                        null,
                        GSSCredential.DEFAULT_LIFETIME,
                        new Oid(mechanism),
                        GSSCredential.INITIATE_ONLY);
                GSSContext context =
                    manager.createContext(
                        target, new Oid(mechanism), credential, GSSContext.DEFAULT_LIFETIME);
                context.requestMutualAuth(true);
                context.requestCredDeleg(delegate);
                return new Logon(context, context.initSecContext(new byte[0], 0, 0));
              });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  /** A logon, from the client's side. */
  static final class Logon {
    private final GSSContext context;
    private final byte[] token;

    private Logon(GSSContext context, byte[] token) {
      this.context = context;
      this.token = token;
    }

    /** The first token. */
    byte[] token() {
      return token.clone();
    }

    /** The header line that carries it. */
    String header() {
      return header(token);
    }

    /** The header line with any token. */
    static String header(byte[] token) {
      return "Authorization: Negotiate " + Base64.getEncoder().encodeToString(token);
    }

    /** Whether the server's token proves that the server could read the ticket. */
    boolean provenBy(byte[] answer) {
      try {
        context.initSecContext(answer, 0, answer.length);
        return context.isEstablished() && context.getMutualAuthState();
      } catch (GSSException e) {
        return false;
      }
    }
  }
}
