package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.Fixture;
import dev.parley.benchmarks.negotiate.KerberosService;
import dev.parley.benchmarks.sidebyside.MeasuredServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Apache with a configuration of its own in a temporary folder, on a free loopback port, as Debian
 * installs it (packages apache2-bin, libapache2-mod-auth-gssapi, gss-ntlmssp). The number of its
 * children is fixed, so that none ends and takes its processor time along. It ends when it is
 * closed, and by itself when this process ends.
 */
final class ApacheServer implements MeasuredServer {
  private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Path GSSAPI = MODULES.resolve("mod_auth_gssapi.so");
  private static final Path NTLM = Path.of("/etc/gss/mech.d/mech.ntlmssp.conf");
  private static final Duration START = Duration.ofSeconds(20);
  // ends the server when the parent's end of the pipe is gone, however the parent ended
  private static final String LEASH =
      "\"$@\" & server=$!; while read -r line; do :; done; kill $server; wait $server";

  private final Process process;
  private final InetSocketAddress address;

  private ApacheServer(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /** What this machine lacks for a kind of logon, if it lacks something. */
  static Optional<Path> missing(LogonKind kind) {
    boolean ntlm = kind.scheme() == LogonKind.Scheme.NTLM;
    return Stream.of(PROGRAM, GSSAPI, ntlm ? NTLM : PROGRAM)
        .filter(each -> !Files.exists(each))
        .findFirst();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @throws IOException if it does not start, with what it printed
   */
  static ApacheServer start(LogonKind kind, LogonSite site) throws IOException {
    Path folder = Files.createDirectory(site.folder().resolve(kind.id()));
    Path document = folder.resolve("documents" + Fixture.PATH);
    Files.createDirectories(document.getParent());
    Files.writeString(document, "hello\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("httpd.conf");
    Files.writeString(configuration, configuration(kind, site, folder, port));
    Path output = Files.createFile(folder.resolve("output"));
    openToChildren(site.folder());
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", LEASH, "apache");
    builder.command().add(PROGRAM.toString());
    builder.command().addAll(List.of("-D", "FOREGROUND", "-f", configuration.toString()));
    Map<String, String> environment = builder.environment();
    environment.put("KRB5_CONFIG", KerberosService.configuration(site.folder()).toString());
    environment.put("KRB5RCACHEDIR", folder.toString());
    environment.put("NTLM_USER_FILE", site.ntlmUserFile().toString());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    ApacheServer server =
        new ApacheServer(
            builder.start(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try {
      server.awaitListening();
      return server;
    } catch (IOException e) {
      server.close();
      throw new IOException(Files.readString(output), e);
    }
  }

  /** Its children run as another user when root starts it. */
  private static void openToChildren(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        String rights = Files.isDirectory(each) ? "rwxrwxrwx" : "rw-r--r--";
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(rights));
      }
    }
  }

  private static String configuration(LogonKind kind, LogonSite site, Path folder, int port) {
    return String.format(
        Locale.ROOT,
        """
        ServerRoot %1$s
        ServerName %2$s
        Listen 127.0.0.1:%3$d
        PidFile %1$s/pid
        ErrorLog %1$s/errors
        LogLevel crit
        LoadModule mpm_event_module %4$s/mod_mpm_event.so
        LoadModule authn_core_module %4$s/mod_authn_core.so
        LoadModule authz_core_module %4$s/mod_authz_core.so
        LoadModule authz_user_module %4$s/mod_authz_user.so
        LoadModule auth_gssapi_module %4$s/mod_auth_gssapi.so
        User www-data
        Group www-data
        StartServers 2
        ServerLimit 2
        ThreadsPerChild 25
        MaxRequestWorkers 50
        MinSpareThreads 50
        MaxSpareThreads 50
        MaxConnectionsPerChild 0
        MaxKeepAliveRequests 0
        DocumentRoot %1$s/documents
        %5$s
        """,
        folder,
        KerberosService.HOST,
        port,
        MODULES,
        protection(kind, site));
  }

  private static String protection(LogonKind kind, LogonSite site) {
    if (kind.ignoresTokens()) {
      return "";
    }
    String mechanism =
        switch (kind.scheme()) {
          case KERBEROS ->
              "GssapiAllowedMech krb5\n  GssapiCredStore keytab:"
                  + site.folder().resolve("service.keytab");
          // a credential store here means "Not a server credential type"
          case NTLM -> "GssapiAllowedMech ntlmssp\n  GssapiConnectionBound On";
        };
    return String.format(
        Locale.ROOT,
        """
        <Location /protected>
          AuthType GSSAPI
          AuthName bench
          %s
          Require valid-user
        </Location>
        """,
        mechanism);
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(address, 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Duration cpu() {
    return process
        .descendants()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // the hard way, then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
