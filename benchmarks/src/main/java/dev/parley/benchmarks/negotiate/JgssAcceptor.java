package dev.parley.benchmarks.negotiate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/** The JDK's acceptor, in its fastest use: one credential for all. Thread-safe. */
final class JgssAcceptor {
  private final GSSManager manager = GSSManager.getInstance();
  private final GSSCredential credential;

  JgssAcceptor(KerberosRealm realm) throws IOException, PrivilegedActionException {
    Path directory = Files.createTempDirectory("parley-bench");
    Path conf = directory.resolve("krb5.conf");
    Files.writeString(conf, "[libdefaults]\ndefault_realm = " + KerberosRealm.REALM + "\n");
    System.setProperty("java.security.krb5.conf", conf.toString());
    Path file = directory.resolve("keytab");
    Files.write(file, realm.keytab());
    KerberosPrincipal principal = new KerberosPrincipal(realm.key().principal());
    KeyTab keytab = KeyTab.getInstance(principal, file.toFile());
    Subject subject = new Subject(false, Set.of(principal), Set.of(), Set.of(keytab));
    credential = as(subject, this::credential);
  }

  private GSSCredential credential() throws GSSException {
    return manager.createCredential(
        null,
        GSSCredential.INDEFINITE_LIFETIME,
        new Oid("1.2.840.113554.1.2.2"),
        GSSCredential.ACCEPT_ONLY);
  }

  @SuppressWarnings("removal") // Subject.callAs came with Java 18
  private static <T> T as(Subject subject, PrivilegedExceptionAction<T> action)
      throws PrivilegedActionException {
    return Subject.doAs(subject, action);
  }

  /** The AP-REP. */
  byte[] accept(byte[] token) throws GSSException {
    GSSContext context = manager.createContext(credential);
    byte[] reply = context.acceptSecContext(token, 0, token.length);
    if (!context.isEstablished()) {
      throw new IllegalStateException("an established context is expected");
    }
    context.dispose();
    return reply;
  }
}
