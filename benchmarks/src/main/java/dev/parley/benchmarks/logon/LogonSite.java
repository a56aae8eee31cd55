package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.Fixture;
import dev.parley.benchmarks.negotiate.KerberosService;
import dev.parley.benchmarks.negotiate.NtlmMessages;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What all servers share, in a temporary folder: keytab and {@code krb5.conf}, and one NTLM user in
 * the file of each kind.
 */
final class LogonSite implements AutoCloseable {
  private final Path folder;
  private final KerberosService service = new KerberosService(Enctype.AES256_CTS_HMAC_SHA1_96);

  private LogonSite(Path folder) {
    this.folder = folder;
  }

  static LogonSite make() throws IOException {
    LogonSite site = new LogonSite(Files.createTempDirectory("parley-bench-"));
    try {
      site.service.writeTo(site.folder);
      site.writeUsers();
      return site;
    } catch (IOException e) {
      site.close();
      throw e;
    }
  }

  private void writeUsers() throws IOException {
    String hash = HexFormat.of().formatHex(NtlmMessages.ntHash(Fixture.PASSWORD));
    Files.writeString(
        folder.resolve("users.json"),
        String.format(
            Locale.ROOT,
            """
        {"format": "parley-users", "version": 1,
         "users": [{"name": "%s", "roles": ["%s"], "ntHash": "%s", "keys": []}]}
        """,
            Fixture.USER,
            Fixture.ROLE,
            hash));
    Files.writeString(
        ntlmUserFile(), Fixture.NTLM_DOMAIN + ":" + Fixture.USER + ":" + Fixture.PASSWORD + "\n");
  }

  Path folder() {
    return folder;
  }

  /** The file that gss-ntlmssp reads. */
  Path ntlmUserFile() {
    return folder.resolve("ntlm-users");
  }

  KerberosService service() {
    return service;
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }
}
