package dev.parley.demo.launcher;

import dev.parley.demo.SampleUsers;
import dev.parley.it.realm.MitKdc;
import java.io.IOException;
import java.nio.file.Path;

/** A private Kerberos realm with the sample users and the demo as its service. */
final class KerberosRealm implements AutoCloseable {
  static final String NAME = "PARLEY.DEMO";

  private final MitKdc kdc;
  private final Path keytab;

  private KerberosRealm(MitKdc kdc, Path keytab) {
    this.kdc = kdc;
    this.keytab = keytab;
  }

  /**
   * Starts it.
   *
   * @param host the name by which clients call the demo
   */
  static KerberosRealm start(SampleUsers samples, String host)
      throws IOException, InterruptedException, UsageException {
    if (MitKdc.missing().isPresent()) {
      throw new UsageException(
          "--kerberos needs "
              + MitKdc.missing().get()
              + ": install the Debian packages krb5-kdc, krb5-admin-server and krb5-user");
    }
    MitKdc kdc = MitKdc.start(NAME);
    try {
      for (SampleUsers.User user : samples.users()) {
        kdc.addUser(user.name(), user.password());
      }
      String service = "HTTP/" + host;
      kdc.addService(service);
      Path keytab = kdc.exportKeys(kdc.folder().resolve("http.keytab"), service);
      return new KerberosRealm(kdc, keytab);
    } catch (IOException | InterruptedException | AssertionError e) {
      kdc.close();
      throw e;
    }
  }

  /** The key table with the key of the service. */
  Path keytab() {
    return keytab;
  }

  /** The configuration that a client of the realm needs. */
  Path krb5Conf() {
    return kdc.krb5Conf();
  }

  /** Where the lines in the terminal put tickets. */
  Path tickets() {
    return kdc.folder().resolve("tickets");
  }

  @Override
  public void close() {
    kdc.close();
  }
}
