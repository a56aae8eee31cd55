package dev.parley.benchmarks.negotiate;

import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The service whose key the servers and the load generator share, so that no KDC is needed. */
public final class KerberosService {
  /** Its realm. */
  public static final String REALM = "BENCH.TEST";

  /** Its host, as in the principal. */
  public static final String HOST = "web.bench.test";

  private static final List<String> NAME = List.of("HTTP", HOST);
  private static final int KVNO = 2;
  private static final int FORMAT = 0x0502;
  private static final int NT_SRV_HST = 3;

  private final ServiceKey key;

  /** With a new key. */
  public KerberosService(Enctype enctype) {
    byte[] octets = new byte[enctype.keyLength()];
    new StripedRandom().nextBytes(octets);
    this.key = new ServiceKey(NAME, REALM, KVNO, KerberosKey.lasting(enctype, octets));
  }

  ServiceKey key() {
    return key;
  }

  /** Another key of the same name, type and version. */
  ServiceKey wrongKey() {
    return new KerberosService(key.enctype()).key();
  }

  /**
   * Writes the keytab, and beside it a {@code krb5.conf} that knows the realm and asks no network.
   *
   * @return the keytab
   */
  public Path writeTo(Path folder) throws IOException {
    Files.writeString(
        configuration(folder),
        String.format(
            Locale.ROOT,
            """
        [libdefaults]
          default_realm = %1$s
          dns_lookup_kdc = false
          dns_lookup_realm = false
          dns_canonicalize_hostname = false
          rdns = false
        [realms]
          %1$s = {
            kdc = 127.0.0.1:9
          }
        """,
            REALM));
    return Files.write(folder.resolve("service.keytab"), keytab());
  }

  /** The {@code krb5.conf} of a folder. */
  public static Path configuration(Path folder) {
    return folder.resolve("krb5.conf");
  }

  private byte[] keytab() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream entry = new DataOutputStream(octets);
    entry.writeShort(NAME.size());
    text(entry, REALM);
    for (String each : NAME) {
      text(entry, each);
    }
    entry.writeInt(NT_SRV_HST);
    entry.writeInt(0); // the time it was made
    entry.writeByte(KVNO);
    entry.writeShort(key.enctype().number());
    byte[] secret = new byte[key.enctype().keyLength()];
    key.key().writeTo(secret, 0);
    entry.writeShort(secret.length);
    entry.write(secret);
    byte[] content = octets.toByteArray();
    octets.reset();
    DataOutputStream file = new DataOutputStream(octets);
    file.writeShort(FORMAT);
    file.writeInt(content.length);
    file.write(content);
    return octets.toByteArray();
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] octets = value.getBytes(StandardCharsets.US_ASCII);
    out.writeShort(octets.length);
    out.write(octets);
  }
}
