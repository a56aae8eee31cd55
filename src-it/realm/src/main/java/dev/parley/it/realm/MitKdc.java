package dev.parley.it.realm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private realm with MIT's key distribution centre (Debian packages krb5-kdc, krb5-admin-server,
 * krb5-user): a folder with its database, a free port of 127.0.0.1, a process that ends with this
 * one. Needs no rights. Its tickets have no account data (MIT 1.20 puts a PAC without groups into
 * them). Not thread-safe but for {@link #close}.
 */
public final class MitKdc implements ClientRealm, AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("krb5kdc", "kdb5_util", "kadmin.local", "kinit", "kvno");
  private static final Duration START = Duration.ofSeconds(20);

  private final Path folder;
  private final String realm;
  private final int port;
  private @Nullable Process process;

  private MitKdc(Path folder, String realm, int port) {
    this.folder = folder;
    this.realm = realm;
    this.port = port;
  }

  /** The first program that this machine does not have, if one is missing. */
  public static Optional<String> missing() {
    return PROGRAMS.stream().filter(each -> Command.find(each).isEmpty()).findFirst();
  }

  /**
   * Makes a realm and starts its KDC.
   *
   * @param realm its name, in capitals
   */
  public static MitKdc start(String realm) throws IOException, InterruptedException {
    return start(realm, Duration.ZERO);
  }

  /**
   * Makes a realm and starts its KDC with a wrong clock (Debian package faketime, which has to be
   * there).
   *
   * @param ahead how far the KDC's clock is ahead of this machine's; negative when it is behind
   */
  public static MitKdc start(String realm, Duration ahead)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("parley-mit-kdc-");
    MitKdc kdc = new MitKdc(folder, realm, Ports.free());
    try {
      kdc.writeConfiguration();
      kdc.command("kdb5_util", "create", "-s", "-W", "-P", "a private master key")
          .run()
          .expectSuccess();
      kdc.launch(ahead);
      return kdc;
    } catch (IOException | InterruptedException | AssertionError e) {
      kdc.close();
      throw e;
    }
  }

  private void writeConfiguration() throws IOException {
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
          forwardable = false
        [realms]
          %1$s = {
            kdc = 127.0.0.1:%2$d
          }
        """
            .formatted(realm, port));
    Files.writeString(
        folder.resolve("kdc.conf"),
        """
        [kdcdefaults]
          kdc_listen = 127.0.0.1:%2$d
          kdc_tcp_listen = 127.0.0.1:%2$d
        [realms]
          %1$s = {
            database_name = %3$s/principal
            key_stash_file = %3$s/stash
            acl_file = %3$s/acl
            max_life = 1d
            max_renewable_life = 7d
            supported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal
          }
        [logging]
          kdc = FILE:%3$s/kdc.log
          admin_server = FILE:%3$s/kadmin.log
        """
            .formatted(realm, port, folder));
  }

  private Command command(String program, String... arguments) {
    String path = Command.find(program).orElseThrow().toString();
    return Command.of(Stream.concat(Stream.of(path), Arrays.stream(arguments)).toList())
        .with(serverEnvironment());
  }

  private Map<String, String> serverEnvironment() {
    return Map.of(
        "KRB5_CONFIG", krb5Conf().toString(),
        "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString());
  }

  private void launch(Duration ahead) throws IOException, InterruptedException {
    String program = Command.find("krb5kdc").orElseThrow().toString();
    ProcessBuilder builder =
        ahead.isZero()
            ? Processes.leashed(program, "-n")
            : Processes.leashed("env", wrongClock(), "FAKETIME=" + seconds(ahead), program, "-n");
    builder.environment().putAll(serverEnvironment());
    File output = folder.resolve("output").toFile();
    Process server = builder.redirectErrorStream(true).redirectOutput(output).start();
    process = server;
    try {
      Ports.await(server, "127.0.0.1", port, START);
    } catch (IOException e) {
      throw new IOException(Files.readString(output.toPath(), UTF_8), e);
    }
  }

  /** The library that makes a clock wrong, as the command that runs others under it names it. */
  private static String wrongClock() throws IOException, InterruptedException {
    // not that command itself: it would stand between the server and what ends it
    return Command.of("faketime", "-f", "+0", "env")
        .run()
        .expectSuccess()
        .lines()
        .filter(line -> line.startsWith("LD_PRELOAD="))
        .findFirst()
        .orElseThrow();
  }

  private static String seconds(Duration ahead) {
    return String.format(Locale.ROOT, "%+d", ahead.toSeconds());
  }

  @Override
  public String realm() {
    return realm;
  }

  @Override
  public Path krb5Conf() {
    return folder.resolve("krb5.conf");
  }

  /** A folder for files that go with the realm: key tables, ticket caches. */
  public Path folder() {
    return folder;
  }

  /** The port of 127.0.0.1 where the KDC listens. */
  public int port() {
    return port;
  }

  /** Adds a user. */
  public void addUser(String name, String password) throws IOException, InterruptedException {
    admin("addprinc -pw \"" + password + "\" " + name);
  }

  /** Adds a service with a random key. */
  public void addService(String principal) throws IOException, InterruptedException {
    admin("addprinc -randkey " + principal);
  }

  /** Adds a service for which tickets have no PAC, as those of older KDCs. */
  public void addServiceWithoutPac(String principal) throws IOException, InterruptedException {
    admin("addprinc -randkey +no_auth_data_required " + principal);
  }

  /** Gives a service the next key and forgets the ones before. */
  public void changeKey(String principal) throws IOException, InterruptedException {
    admin("cpw -randkey " + principal);
  }

  /** Writes the current keys of services into a key table, after what is in it. */
  public Path exportKeys(Path keytab, String... principals)
      throws IOException, InterruptedException {
    String names = Arrays.stream(principals).collect(Collectors.joining(" "));
    admin("ktadd -norandkey -k " + keytab + " " + names);
    return keytab;
  }

  /**
   * Gives commands to {@code kadmin.local}, as its manual has them.
   *
   * @throws AssertionError when one fails
   */
  public void admin(String... commands) throws IOException, InterruptedException {
    String output =
        command("kadmin.local").input(String.join("\n", commands) + "\n").run().expectSuccess();
    // its status tells nothing when the commands come by standard input
    if (output.contains(" while ") || output.contains("Usage:") || output.contains("usage:")) {
      throw new AssertionError(output);
    }
  }

  /** What the KDC wrote of the tickets it gave and refused. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("kdc.log"), UTF_8);
  }

  /** Ends the KDC and removes its folder. */
  @Override
  public void close() {
    Processes.stop(process);
    Folders.delete(folder);
  }
}
