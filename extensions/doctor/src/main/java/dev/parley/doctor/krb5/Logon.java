package dev.parley.doctor.krb5;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/** Credentials of a client, by the JDK's Kerberos: of a ticket cache, or of a keytab. */
public final class Logon {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String KRB5_CONF = "java.security.krb5.conf";

  private final Subject subject;

  private Logon(Subject subject) {
    this.subject = subject;
  }

  /**
   * The tickets of a cache.
   *
   * @param cache its file; null for the one of the user
   * @param principal whose they have to be; null for whoever's they are
   */
  public static Logon ofCache(Path krb5Conf, @Nullable Path cache, @Nullable String principal)
      throws KerberosFailureException {
    Map<String, String> options = new HashMap<>(Map.of("useTicketCache", "true"));
    if (cache != null) {
      options.put("ticketCache", cache.toString());
    }
    if (principal != null) {
      options.put("principal", principal);
    }
    return logOn(krb5Conf, options);
  }

  /** A ticket by a key of a keytab; the KDC is asked. */
  public static Logon ofKeytab(Path krb5Conf, Path keytab, String principal)
      throws KerberosFailureException {
    return logOn(
        krb5Conf, Map.of("useKeyTab", "true", "keyTab", keytab.toString(), "principal", principal));
  }

  private static Logon logOn(Path krb5Conf, Map<String, String> given)
      throws KerberosFailureException {
    // The JDK has one krb5.conf for the process, and this process has one to look at.
    System.setProperty(KRB5_CONF, krb5Conf.toAbsolutePath().toString());
    Map<String, String> options = new HashMap<>(given);
    options.put("doNotPrompt", "true");
    options.put("isInitiator", "true");
    options.put("refreshKrb5Config", "true");
    Subject subject = new Subject();
    // JAAS has a text handler of its own when it is given none.
    CallbackHandler nobody = callbacks -> {};
    try {
      new LoginContext("parley-doctor", subject, nobody, configuration(options)).login();
    } catch (LoginException e) {
      throw new KerberosFailureException(e);
    }
    return new Logon(subject);
  }

  private static Configuration configuration(Map<String, String> options) {
    AppConfigurationEntry entry =
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {entry};
      }
    };
  }

  /** Who logged on. */
  public String client() {
    Set<KerberosPrincipal> principals = subject.getPrincipals(KerberosPrincipal.class);
    return principals.isEmpty() ? "(unknown)" : principals.iterator().next().getName();
  }

  Subject subject() {
    return subject;
  }
}
