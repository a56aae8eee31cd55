package dev.parley.it.realm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private Active Directory domain, EXAMPLE.TEST, with Samba's domain controller (Debian packages
 * samba, samba-ad-provision, samba-dsdb-modules, samba-vfs-modules, winbind, krb5-user), whose
 * tickets carry a PAC with the groups. It listens on the well-known ports of an address of its own
 * in 127.0.0.0/8, so it needs root; its view of {@code /run}, {@code /etc/hosts} and {@code
 * /etc/resolv.conf} is its own mount namespace, and nothing of the machine is changed. It ends with
 * this process. Not thread-safe but for {@link #close}.
 */
public final class SambaDomain implements ClientRealm, AutoCloseable {
  /** The domain in the form of Kerberos. */
  public static final String REALM = "EXAMPLE.TEST";

  /** The domain in the form of NTLM. */
  public static final String DOMAIN = "EXAMPLE";

  private static final List<String> PROGRAMS =
      List.of("samba", "samba-tool", "winbindd", "kinit", "kvno", "unshare");
  // Samba's modules are there for the distribution's own Python
  private static final String PYTHON = "/usr/bin/python3";
  private static final int[] PORTS = {88, 389, 445, 135};
  private static final Duration PROVISION = Duration.ofMinutes(3);
  private static final Duration START = Duration.ofSeconds(60);
  // exec: the process that is started becomes the server, which ends with its standard input (-i)
  private static final String OWN_NAMESPACE =
      """
      set -e
      mount -t tmpfs none /run
      mkdir /run/samba
      mount --bind "$1/resolv.conf" /etc/resolv.conf
      mount --bind "$1/hosts" /etc/hosts
      exec "$2" -i --no-process-group --configfile="$1/dc/etc/smb.conf"
      """;

  private final Path folder;
  private final String address;
  private @Nullable Process process;

  private SambaDomain(Path folder, String address) {
    this.folder = folder;
    this.address = address;
  }

  /**
   * What this machine or this user lacks to run a domain controller, in words; empty if nothing.
   */
  public static Optional<String> missing() {
    Optional<String> program =
        PROGRAMS.stream().filter(each -> Command.find(each).isEmpty()).findFirst();
    if (program.isPresent()) {
      return program.map(each -> "no program " + each);
    }
    try {
      Command.Result tried =
          Command.of("unshare", "--mount", "--propagation", "private", "true").run();
      if (tried.status() != 0) {
        return Optional.of("no right to a mount namespace");
      }
      Command.Result modules = Command.of(PYTHON, "-c", "import samba.dckeytab").run();
      return modules.status() == 0 && Files.isDirectory(Path.of("/usr/share/samba/setup"))
          ? Ports.freeAddress(PORTS).isPresent()
              ? Optional.empty()
              : Optional.of("no right to port 88")
          : Optional.of("no samba-ad-provision or no Python modules of Samba");
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** Collects what the domain shall have before it is started. */
  public static final class Builder {
    private final List<List<String>> entries = new ArrayList<>();

    private Builder() {}

    /** Adds a user. */
    public Builder user(String name, String password) {
      return entry("user", name, password);
    }

    /** Adds a user whose account is disabled. */
    public Builder disabledUser(String name, String password) {
      return entry("user", name, password, "disabled");
    }

    /** Adds a computer, whose account has a dollar sign behind the name. */
    public Builder computer(String name, String password) {
      return entry("computer", name, password);
    }

    /** Adds a service account with AES keys and service principal names such as HTTP/localhost. */
    public Builder service(String name, String password, String... spns) {
      return entry("service", name, password, String.join("\t", spns));
    }

    /** Adds a service account like the others, for which tickets have no PAC. */
    public Builder serviceWithoutPac(String name, String password, String... spns) {
      return entry("service-without-pac", name, password, String.join("\t", spns));
    }

    /** Adds a service account of which nobody has said that it knows AES: its tickets have RC4. */
    public Builder rc4Service(String name, String password, String... spns) {
      return entry("rc4service", name, password, String.join("\t", spns));
    }

    /** Gives an account a service principal name that another one has. */
    public Builder doubleSpn(String name, String spn) {
      return entry("double", name, spn);
    }

    /** Gives an account another password, after the keytabs that were wished for before. */
    public Builder newPassword(String name, String password) {
      return entry("password", name, password);
    }

    /**
     * Adds a security group, after its members.
     *
     * @param scope {@code global}, {@code universal} or {@code local}
     */
    public Builder group(String name, String scope, String... members) {
      return entry("group", name, scope, String.join("\t", members));
    }

    /** Writes the keys of services into a file of the domain's folder. */
    public Builder keytab(String file, String... principals) {
      return entry("keytab", file, String.join("\t", principals));
    }

    private Builder entry(String... parts) {
      entries.add(List.of(parts));
      return this;
    }

    /** Makes the domain and starts it. Takes 10 to 20 seconds. */
    public SambaDomain start() throws IOException, InterruptedException {
      Path folder = Files.createTempDirectory("parley-samba-");
      String address =
          Ports.freeAddress(PORTS)
              .orElseThrow(() -> new IOException("no right to port 88, or all are taken"));
      SambaDomain domain = new SambaDomain(folder, address);
      try {
        domain.writeConfiguration();
        domain.provision();
        domain.populate(entries);
        domain.launch();
        return domain;
      } catch (IOException | InterruptedException | AssertionError e) {
        domain.close();
        throw e;
      }
    }
  }

  /** Begins a domain that has nothing but what every domain has. */
  public static Builder builder() {
    return new Builder();
  }

  private void writeConfiguration() throws IOException {
    Files.writeString(folder.resolve("empty.conf"), "");
    Files.writeString(
        folder.resolve("resolv.conf"), "search example.test\nnameserver " + address + "\n");
    Files.writeString(
        folder.resolve("hosts"), "127.0.0.1 localhost\n" + address + " dc1.example.test dc1\n");
    Files.writeString(
        krb5Conf(),
        """
        [libdefaults]
          default_realm = %1$s
          dns_lookup_kdc = false
          dns_lookup_realm = false
          dns_canonicalize_hostname = false
          rdns = false
          qualify_shortname = ""
          udp_preference_limit = 1
        [realms]
          %1$s = {
            kdc = %2$s
          }
        """
            .formatted(REALM, address));
  }

  private void provision() throws IOException, InterruptedException {
    Command.of(
            "samba-tool",
            "domain",
            "provision",
            "--configfile=" + folder.resolve("empty.conf"),
            "--targetdir=" + folder.resolve("dc"),
            "--realm=" + REALM,
            "--domain=" + DOMAIN,
            "--host-name=dc1",
            "--host-ip=" + address,
            "--server-role=dc",
            "--dns-backend=SAMBA_INTERNAL",
            "--adminpass=Admin-Pw-1!",
            "--option=interfaces=" + address + "/8",
            "--option=bind interfaces only=yes",
            "--option=tls enabled=no",
            "--option=ldb:nosync=true")
        .within(PROVISION)
        .run()
        .expectSuccess();
    // taken over from the machine: questions to it would leave the machine
    Path configuration = folder.resolve("dc/etc/smb.conf");
    String kept =
        Files.readAllLines(configuration).stream()
            .filter(line -> !line.contains("dns forwarder"))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(configuration, kept);
  }

  private void populate(List<List<String>> entries) throws IOException, InterruptedException {
    Path script = folder.resolve("populate.py");
    try (InputStream in = SambaDomain.class.getResourceAsStream("populate.py")) {
      if (in == null) {
        throw new IOException("populate.py is missing");
      }
      Files.copy(in, script);
    }
    Path wishes = folder.resolve("wishes");
    Files.write(wishes, entries.stream().map(each -> String.join("\t", each)).toList(), UTF_8);
    // stands in the domain's folder, where the script is run
    Command.of(
            "/bin/sh",
            "-c",
            "cd \"$1\" && exec " + PYTHON + " populate.py dc/etc/smb.conf wishes",
            "populate",
            folder.toString())
        .with(Map.of("LC_ALL", "C.UTF-8"))
        .run()
        .expectSuccess();
  }

  private void launch() throws IOException, InterruptedException {
    String program = Command.find("samba").orElseThrow().toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "/bin/sh",
            "-c",
            OWN_NAMESPACE,
            "samba",
            folder.toString(),
            program);
    builder.environment().putAll(environment());
    File output = folder.resolve("output").toFile();
    Process server = builder.redirectErrorStream(true).redirectOutput(output).start();
    process = server;
    try {
      for (int port : PORTS) {
        Ports.await(server, address, port, START);
      }
    } catch (IOException e) {
      throw new IOException(Files.readString(output.toPath(), UTF_8), e);
    }
  }

  @Override
  public String realm() {
    return REALM;
  }

  @Override
  public Path krb5Conf() {
    return folder.resolve("krb5.conf");
  }

  /** The folder with the key tables that were wished for. */
  public Path folder() {
    return folder;
  }

  /** The address on which the domain controller listens. */
  public String address() {
    return address;
  }

  /** The security identifier of a user or a group, in the form S-1-5-21-... */
  public String sid(String account) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("sids"), UTF_8)) {
      return lines
          .filter(line -> line.startsWith(account + "\t"))
          .map(line -> line.substring(account.length() + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no account " + account));
    }
  }

  /** Ends the domain controller with all its processes and removes its folder. */
  @Override
  public void close() {
    Processes.stop(process);
    Folders.delete(folder);
  }
}
