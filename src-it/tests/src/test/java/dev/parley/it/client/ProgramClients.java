package dev.parley.it.client;

import dev.parley.it.client.NegotiateClient.Mechanism;
import dev.parley.it.realm.Command;
import dev.parley.it.support.Built;
import dev.parley.it.support.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.util.VersionInfo;

/** The clients of Negotiate and NTLM that are programs or libraries. */
final class ProgramClients {
  private static final Optional<Path> CURL = Command.find("curl");
  // the system's own Python: it has the distribution's modules
  private static final Optional<Path> PYTHON = Command.find("/usr/bin/python3");

  private static final Path PLUG_IN = Path.of("/etc/gss/mech.d/mech.ntlmssp.conf");

  private ProgramClients() {}

  static List<NegotiateClient> all() {
    return List.of(
        curl("curl --negotiate", Mechanism.KERBEROS, "--negotiate"),
        curl("curl --anyauth", Mechanism.KERBEROS, "--anyauth"),
        curl("curl --ntlm", Mechanism.NTLM, "--ntlm"),
        curlWithPlugIn(),
        python("Python requests-kerberos", Mechanism.KERBEROS, "requests_kerberos"),
        python("Python requests-ntlm", Mechanism.NTLM, "requests_ntlm"),
        jdk("JDK HttpURLConnection 17", Mechanism.KERBEROS, 17, 18),
        jdk("JDK HttpURLConnection 17", Mechanism.NTLM, 17, 18),
        jdk("JDK HttpURLConnection 19+", Mechanism.KERBEROS, 19, Integer.MAX_VALUE),
        jdk("JDK HttpURLConnection 19+", Mechanism.NTLM, 19, Integer.MAX_VALUE),
        httpClient5(Mechanism.KERBEROS),
        httpClient5(Mechanism.NTLM));
  }

  /** Makes the command of one run. */
  @FunctionalInterface
  private interface Recipe {
    Command command(Login login, List<String> urls) throws Exception;
  }

  private record ProgramClient(
      String name, Mechanism mechanism, Supplier<Optional<String>> probe, Recipe recipe)
      implements NegotiateClient {
    @Override
    public Optional<String> version() {
      return probe.get();
    }

    @Override
    public void get(Login login, List<String> urls) throws Exception {
      recipe.command(login, urls).run().expectSuccess();
    }

    @Override
    public String toString() {
      return name + ", " + mechanism;
    }
  }

  private static Optional<String> curlVersion() {
    return Command.version(CURL, "curl (\\S+)", "--version");
  }

  private static NegotiateClient curl(String name, Mechanism mechanism, String option) {
    return new ProgramClient(
        name,
        mechanism,
        ProgramClients::curlVersion,
        (login, urls) -> {
          boolean kerberos = mechanism == Mechanism.KERBEROS;
          String user = kerberos ? ":" : login.user() + ":" + login.password();
          return Command.of(curlWords(option, user, urls))
              .with(kerberos ? login.kerberosEnvironment() : login.environmentWithoutTickets());
        });
  }

  private static List<String> curlWords(String option, String user, List<String> urls) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(CURL.orElseThrow().toString(), "-sS", "--fail", "--noproxy", "*", "-k"));
    words.addAll(List.of(option, "-u", user));
    words.addAll(urls);
    return words;
  }

  /** Without a ticket MIT's library asks gss-ntlmssp, which puts NTLM into SPNEGO. */
  private static NegotiateClient curlWithPlugIn() {
    return new ProgramClient(
        "curl --negotiate with gss-ntlmssp",
        Mechanism.NTLM,
        () -> Files.exists(PLUG_IN) ? curlVersion() : Optional.empty(),
        (login, urls) -> {
          Path users = login.tickets().resolveSibling("ntlm-users-" + login.user());
          Files.writeString(users, ":" + login.user() + ":" + login.password() + "\n");
          return Command.of(curlWords("--negotiate", ":", urls))
              .with(login.environmentWithoutTickets())
              .with(Map.of("NTLM_USER_FILE", users.toString()));
        });
  }

  private static NegotiateClient python(String name, Mechanism mechanism, String module) {
    return new ProgramClient(
        name,
        mechanism,
        () ->
            Command.version(
                PYTHON,
                "version (\\S+)",
                "-c",
                "import importlib.metadata as m;import "
                    + module
                    + ";print('version', m.version('"
                    + module.replace('_', '-')
                    + "'))"),
        (login, urls) -> {
          List<String> words = new ArrayList<>();
          words.addAll(List.of(PYTHON.orElseThrow().toString(), script(module + "_client.py")));
          words.addAll(List.of(login.user(), login.password()));
          words.addAll(urls);
          // MD4, which NTLM needs, is among OpenSSL's legacy algorithms
          return Command.of(words)
              .with(login.kerberosEnvironment())
              .with(Map.of("OPENSSL_CONF", script("openssl-legacy.cnf")));
        });
  }

  private static String script(String name) {
    return Built.itFolder().resolve("tests/src/test/resources/clients").resolve(name).toString();
  }

  private static NegotiateClient jdk(String name, Mechanism mechanism, int least, int most) {
    return new ProgramClient(
        name,
        mechanism,
        () -> Jdks.newest(least, most).map(Jdks.Jdk::version),
        (login, urls) -> {
          List<String> words = new ArrayList<>();
          words.add(Jdks.newest(least, most).orElseThrow().java().toString());
          words.addAll(javaOptions(login, mechanism));
          words.add("-cp");
          words.add(Built.itFolder().resolve("tests/target/test-classes").toString());
          words.add(UrlConnectionMain.class.getName());
          words.addAll(javaUser(login, mechanism));
          words.addAll(urls);
          return Command.of(words).with(login.kerberosEnvironment());
        });
  }

  private static List<String> javaOptions(Login login, Mechanism mechanism) {
    return List.of(
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-Djava.security.krb5.conf=" + login.krb5Conf(),
        "-Djavax.security.auth.useSubjectCredsOnly=false",
        "-Dhttp.auth.preference=" + (mechanism == Mechanism.KERBEROS ? "SPNEGO" : "ntlm"));
  }

  /** With a ticket there is no password to fall back to. */
  private static List<String> javaUser(Login login, Mechanism mechanism) {
    return mechanism == Mechanism.KERBEROS
        ? List.of("nobody", "none")
        : List.of(login.user(), login.password());
  }

  private static NegotiateClient httpClient5(Mechanism mechanism) {
    return new ProgramClient(
        "Apache HttpClient 5",
        mechanism,
        () ->
            Optional.of(
                VersionInfo.loadVersionInfo(
                        "org.apache.hc.client5", ProgramClients.class.getClassLoader())
                    .getRelease()),
        (login, urls) -> {
          List<String> words = new ArrayList<>();
          words.add(Built.java());
          words.addAll(javaOptions(login, mechanism));
          words.addAll(List.of("-cp", System.getProperty("java.class.path")));
          words.addAll(List.of(HttpClient5Main.class.getName(), mechanism.name()));
          words.addAll(javaUser(login, mechanism));
          words.addAll(urls);
          return Command.of(words).with(login.kerberosEnvironment());
        });
  }
}
