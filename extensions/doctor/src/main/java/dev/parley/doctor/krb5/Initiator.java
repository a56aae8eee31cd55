package dev.parley.doctor.krb5;

import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import javax.security.auth.Subject;
import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/** A client's side of a logon, by JGSS. Not thread-safe. */
public final class Initiator implements AutoCloseable {
  private static final String KERBEROS = "1.2.840.113554.1.2.2";
  private static final String KERBEROS_NAME = "1.2.840.113554.1.2.2.1";
  private static final String SPNEGO = "1.3.6.1.5.5.2";

  /** The JDK's class for bindings as others make them; the manifest opens its package to us. */
  private static final String BINDING = "sun.security.jgss.krb5.internal.TlsChannelBindingImpl";

  private final Logon logon;
  private final GSSContext context;
  private final boolean bound;

  private Initiator(Logon logon, GSSContext context, boolean bound) {
    this.logon = logon;
    this.context = context;
    this.bound = bound;
  }

  /** Tokens of Kerberos alone. */
  public static Initiator ofKerberos(Logon logon, String service) throws KerberosFailureException {
    return begin(logon, service, KERBEROS, null);
  }

  /**
   * Tokens of SPNEGO.
   *
   * @param certificate of the server, for channel bindings; null for none
   */
  public static Initiator ofSpnego(
      Logon logon, String service, @Nullable X509Certificate certificate)
      throws KerberosFailureException {
    return begin(logon, service, SPNEGO, certificate);
  }

  private static Initiator begin(
      Logon logon, String service, String mechanism, @Nullable X509Certificate certificate)
      throws KerberosFailureException {
    return as(
        logon,
        () -> {
          GSSManager manager = GSSManager.getInstance();
          GSSName name = manager.createName(service, new Oid(KERBEROS_NAME));
          GSSContext context =
              manager.createContext(name, new Oid(mechanism), null, GSSContext.DEFAULT_LIFETIME);
          context.requestMutualAuth(true);
          ChannelBinding binding = certificate == null ? null : binding(certificate);
          if (binding != null) {
            context.setChannelBinding(binding);
          }
          return new Initiator(logon, context, binding != null);
        });
  }

  /** RFC 5929 section 4.1; null where it defines nothing, or the JDK's class is closed to us. */
  private static @Nullable ChannelBinding binding(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    String hash = hash(algorithm);
    if (hash == null) {
      return null;
    }
    try {
      byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
      byte[] digest = MessageDigest.getInstance(hash).digest(certificate.getEncoded());
      byte[] data = Arrays.copyOf(prefix, prefix.length + digest.length);
      System.arraycopy(digest, 0, data, prefix.length, digest.length);
      Constructor<?> constructor = Class.forName(BINDING).getConstructor(byte[].class);
      return (ChannelBinding) constructor.newInstance((Object) data);
    } catch (NoSuchAlgorithmException
        | CertificateEncodingException
        | ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable String hash(String algorithm) {
    if (algorithm.startsWith("MD5") || algorithm.startsWith("SHA1")) {
      return "SHA-256";
    }
    for (String size : new String[] {"256", "384", "512"}) {
      if (algorithm.startsWith("SHA" + size + "WITH")) {
        return "SHA-" + size;
      }
    }
    return null;
  }

  /** Whether tokens carry channel bindings. */
  public boolean isBound() {
    return bound;
  }

  /** Whether the logon is complete, which means that the server has proved itself. */
  public boolean isComplete() {
    return context.isEstablished() && context.getMutualAuthState();
  }

  /**
   * The next token.
   *
   * @param token the server's; empty at the beginning
   * @return null when the server needs none
   */
  public byte @Nullable [] next(byte[] token) throws KerberosFailureException {
    return as(logon, () -> context.initSecContext(token, 0, token.length));
  }

  private static <T> T as(Logon logon, PrivilegedExceptionAction<T> action)
      throws KerberosFailureException {
    try {
      return Subject.doAs(logon.subject(), action);
    } catch (PrivilegedActionException e) {
      throw new KerberosFailureException(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      context.dispose();
    } catch (GSSException e) {
      // Nothing is left to be released.
      return;
    }
  }
}
