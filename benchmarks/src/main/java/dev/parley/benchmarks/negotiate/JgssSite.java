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

/**
 * The acceptor of the JDK, with the key of one service and the replay cache it has unless told
 * otherwise, which is in memory. The credential is acquired once. Thread-safe.
 */
final class JgssSite implements AutoCloseable {
  private static final String CONFIGURATION = "java.security.krb5.conf";

  private final Path folder = Files.createTempDirectory("parley-bench-");
  private final Path keytab;
  private final GSSManager manager;
  private final GSSCredential credential;

  JgssSite(KerberosService service) throws IOException {
    this.keytab = service.writeTo(folder);
    System.setProperty(CONFIGURATION, KerberosService.configuration(folder).toString());
    this.manager = GSSManager.getInstance();
    this.credential = credential();
  }

  @SuppressWarnings("removal") // Subject.callAs came with Java 18
  private GSSCredential credential() {
    KerberosPrincipal principal =
        new KerberosPrincipal("HTTP/" + KerberosService.HOST + "@" + KerberosService.REALM);
    Set<Object> keys = Set.of(KeyTab.getInstance(principal, keytab.toFile()));
    Subject subject = new Subject(false, Set.of(principal), Set.of(), keys);
    PrivilegedExceptionAction<GSSCredential> acquire =
        () ->
            manager.createCredential(
                null,
                GSSCredential.INDEFINITE_LIFETIME,
                new Oid("1.2.840.113554.1.2.2"),
                GSSCredential.ACCEPT_ONLY);
    try {
      return Subject.doAs(subject, acquire);
    } catch (PrivilegedActionException e) {
      throw new IllegalStateException("JGSS has no key", e);
    }
  }

  /** The AP-REP. */
  byte[] accept(byte[] token) {
    try {
      GSSContext context = manager.createContext(credential);
      byte[] reply = context.acceptSecContext(token, 0, token.length);
      if (!context.isEstablished()) {
        throw new IllegalStateException("another leg is asked for");
      }
      context.dispose();
      return reply;
    } catch (GSSException e) {
      throw new IllegalStateException("JGSS refuses a right token", e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(keytab);
    Files.delete(KerberosService.configuration(folder));
    Files.delete(folder);
  }
}
