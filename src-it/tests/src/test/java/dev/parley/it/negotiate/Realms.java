package dev.parley.it.negotiate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.Login;
import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.MitKdc;
import dev.parley.it.realm.SambaDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The realms that all tests of a run share, started by the first that asks and stopped when the
 * tests' JVM ends (at its kill, too: both servers end with their standard input). A test that asks
 * where a realm cannot be had is skipped.
 */
final class Realms {
  /** The realm of MIT; its tickets have no groups. */
  static final String MIT_REALM = "MIT.TEST";

  /** The services of both realms. */
  static final String[] SERVICES = {"HTTP/localhost", "HTTP/web.example.test"};

  /** A service of both realms for which tickets have no PAC. */
  static final String WITHOUT_PAC = "HTTP/plain.example.test";

  private static final Object LOCK = new Object();
  private static @Nullable MitKdc mit;
  private static @Nullable SambaDomain samba;

  private Realms() {}

  /** MIT's KDC with the users alice and bob, whose passwords are {@link #password}. */
  static MitKdc mit() throws IOException, InterruptedException {
    Optional<String> missing = MitKdc.missing();
    assumeTrue(missing.isEmpty(), () -> "no program " + missing.orElseThrow());
    synchronized (LOCK) {
      if (mit == null) {
        MitKdc started = MitKdc.start(MIT_REALM);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        started.addUser("alice", password("alice"));
        started.addUser("bob", password("bob"));
        for (String service : SERVICES) {
          started.addService(service);
        }
        started.addServiceWithoutPac(WITHOUT_PAC);
        started.exportKeys(started.folder().resolve("http.keytab"), SERVICES);
        started.exportKeys(started.folder().resolve("plain.keytab"), WITHOUT_PAC);
        mit = started;
      }
      return mit;
    }
  }

  /** The keys of {@link #SERVICES} in MIT's realm. */
  static Path mitKeytab() throws IOException, InterruptedException {
    return mit().folder().resolve("http.keytab");
  }

  /**
   * Samba's domain: alice in the global group staff, that in the universal group employees, that in
   * the local group printers; bob in no group; jürgen; dora, who is disabled; the computer root$.
   */
  static SambaDomain samba() throws IOException, InterruptedException {
    Optional<String> missing = SambaDomain.missing();
    assumeTrue(missing.isEmpty(), missing::orElseThrow);
    synchronized (LOCK) {
      if (samba == null) {
        SambaDomain started =
            SambaDomain.builder()
                .user("alice", password("alice"))
                .user("bob", password("bob"))
                .user("jürgen", "Jürgen-Пароль1")
                .disabledUser("dora", "Dora-Pw1")
                .computer("root", password("root"))
                .group("staff", "global", "alice")
                .group("employees", "universal", "staff")
                .group("printers", "local", "employees")
                .service("websvc", "Websvc-Pw1", SERVICES)
                .serviceWithoutPac("plainsvc", "Plainsvc-Pw1", WITHOUT_PAC)
                .keytab("http.keytab", SERVICES)
                .keytab("plain.keytab", WITHOUT_PAC)
                // one of the names of websvc: see KeytabsInTheWildIT
                .keytab("one-name.keytab", "HTTP/web.example.test")
                // what the doctor has to find: see DoctorFaultsIT
                .service("agedsvc", "Aged-Pw1", "HTTP/aged.example.test")
                .rc4Service("rc4svc", "Rc4-Pw1", "HTTP/rc4.example.test")
                .service("doublesvc", "Double-Pw1", "HTTP/double.example.test")
                .user("twin", "Twin-Pw1")
                .keytab("aged.keytab", "HTTP/aged.example.test")
                .keytab("rc4.keytab", "HTTP/rc4.example.test")
                .keytab("double.keytab", "HTTP/double.example.test")
                .newPassword("agedsvc", "Aged-Pw2")
                .doubleSpn("twin", "HTTP/double.example.test")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        samba = started;
      }
      return samba;
    }
  }

  /** The keys of {@link #SERVICES} in Samba's domain. */
  static Path sambaKeytab() throws IOException, InterruptedException {
    return samba().folder().resolve("http.keytab");
  }

  /** The keys of {@link #WITHOUT_PAC} in a realm. */
  static Path keytabWithoutPac(ClientRealm realm) {
    return folder(realm).resolve("plain.keytab");
  }

  /** A user's tickets of a realm, taken once. */
  static Path tickets(ClientRealm realm, String user) throws IOException, InterruptedException {
    Path file = folder(realm).resolve("tickets-" + user);
    if (!Files.exists(file)) {
      realm.kinit(user, password(user), file, "-f");
    }
    return file;
  }

  /** A user of MIT's realm in this JVM. */
  static JgssClient mitClient(String user) throws Exception {
    return JgssClient.of(mit(), tickets(mit(), user));
  }

  /** A user of Samba's domain in this JVM. */
  static JgssClient sambaClient(String user) throws Exception {
    return JgssClient.of(samba(), tickets(samba(), user));
  }

  /** What a real client logs on with as a user of a realm. */
  static Login login(ClientRealm realm, String user) throws IOException, InterruptedException {
    return new Login(user, password(user), realm.krb5Conf(), tickets(realm, user));
  }

  private static Path folder(ClientRealm realm) {
    return realm.krb5Conf().getParent();
  }

  /** The password of a user: {@code Alice-Pw1} for alice. */
  static String password(String user) {
    return Character.toUpperCase(user.charAt(0)) + user.substring(1) + "-Pw1";
  }
}
