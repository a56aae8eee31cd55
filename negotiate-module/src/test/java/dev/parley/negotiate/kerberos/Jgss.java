package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** The JDK's own Kerberos, to compare with: acceptor and initiator, without a KDC. */
public final class Jgss {
  private static final String KRB5_CONF = "java.security.krb5.conf";

  private final GSSManager manager = GSSManager.getInstance();
  private final Oid kerberos = new Oid("1.2.840.113554.1.2.2");
  private final Oid nameType = new Oid("1.2.840.113554.1.2.2.1");
  private final GSSCredential acceptor;

  /** An acceptor with these keys, which are of one principal. */
  public Jgss(Path directory, List<ServiceKey> keys) throws Exception {
    Path conf = directory.resolve("krb5.conf");
    Files.writeString(
        conf,
        "[libdefaults]\ndefault_realm = EXAMPLE.COM\ndns_lookup_kdc = false\n"
            + "dns_lookup_realm = false\nudp_preference_limit = 1\n"
            + "[realms]\nEXAMPLE.COM = {\n  kdc = 127.0.0.1:9\n}\n");
    Path keytab = directory.resolve("keytab");
    Files.write(keytab, TestKeytab.of(keys));
    String before = System.getProperty(KRB5_CONF);
    System.setProperty(KRB5_CONF, conf.toString());
    try {
      Subject subject = login(keytab, keys.get(0).principal());
      acceptor =
          as(
              subject,
              () ->
                  manager.createCredential(
                      null,
                      GSSCredential.INDEFINITE_LIFETIME,
                      kerberos,
                      GSSCredential.ACCEPT_ONLY));
    } finally {
      if (before == null) {
        System.clearProperty(KRB5_CONF);
      } else {
        System.setProperty(KRB5_CONF, before);
      }
    }
  }

  private static Subject login(Path keytab, String principal) throws LoginException {
    Map<String, String> options = new HashMap<>();
    options.put("refreshKrb5Config", "true"); // whatever another test has left
    options.put("isInitiator", "false");
    options.put("useKeyTab", "true");
    options.put("keyTab", keytab.toString());
    options.put("principal", principal);
    options.put("storeKey", "true");
    options.put("doNotPrompt", "true");
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            options);
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    CallbackHandler none = callbacks -> {};
    LoginContext login = new LoginContext("test", new Subject(), none, configuration);
    login.login();
    return login.getSubject();
  }

  /** An acceptor's context. */
  public GSSContext acceptorContext() throws GSSException {
    return manager.createContext(acceptor);
  }

  /** Whether the JDK accepts a token. */
  public boolean accepts(byte[] token) {
    try {
      GSSContext context = acceptorContext();
      context.acceptSecContext(token, 0, token.length);
      boolean established = context.isEstablished();
      context.dispose();
      return established;
    } catch (GSSException e) {
      return false;
    } catch (RuntimeException e) {
      return false; // it is not ready for everything: NullPointerException and the like
    }
  }

  /** An initiator's context for a service, for whose ticket the subject has the key. */
  public GSSContext initiatorContext(Subject subject, String service) throws Exception {
    return as(
        subject,
        () -> {
          GSSName name = manager.createName(service, nameType);
          return manager.createContext(name, kerberos, null, GSSContext.DEFAULT_LIFETIME);
        });
  }

  /** A client that has a ticket; and one for the KDC, without which the JDK does not begin. */
  public static Subject client(TestTicket.Issued issued) throws Exception {
    ServiceKey kdc =
        TestSite.key(
            List.of("krbtgt", TestSite.REALM), TestSite.REALM, 1, Enctype.AES256_CTS_HMAC_SHA1_96);
    TestTicket.Issued first = TestTicket.of(kdc, Instant.ofEpochSecond(issued.starttime())).issue();
    KerberosPrincipal client =
        new KerberosPrincipal(issued.client().text() + "@" + issued.clientRealm());
    return new Subject(
        false, Set.of(client), Set.of(), Set.of(ticket(first, client), ticket(issued, client)));
  }

  private static KerberosTicket ticket(TestTicket.Issued issued, KerberosPrincipal client) {
    byte[] key = new byte[issued.sessionKey().enctype().keyLength()];
    issued.sessionKey().writeTo(key, 0);
    boolean[] flags = new boolean[32];
    flags[1] = true;
    return new KerberosTicket(
        issued.ticket().encode(),
        client,
        new KerberosPrincipal(issued.ticket().service(), KerberosPrincipal.KRB_NT_SRV_INST),
        key,
        issued.sessionKey().enctype().number(),
        flags,
        new Date(issued.starttime() * 1000),
        new Date(issued.starttime() * 1000),
        new Date(issued.endtime() * 1000),
        null,
        null);
  }

  /** Runs an action with a subject. */
  @SuppressWarnings("removal")
  public static <T> T as(Subject subject, PrivilegedExceptionAction<T> action) throws Exception {
    try {
      return Subject.doAs(subject, action);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }
}
