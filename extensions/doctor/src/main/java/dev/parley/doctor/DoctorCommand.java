package dev.parley.doctor;

import dev.parley.doctor.check.Checks;
import dev.parley.doctor.check.Question;
import dev.parley.doctor.check.Question.Account;
import dev.parley.doctor.check.Report;
import dev.parley.doctor.check.World;
import dev.parley.users.CommandFailure;
import dev.parley.users.Passwords;
import dev.parley.users.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself. */
@Command(
    name = "parley-doctor",
    description = {
      "Looks what is wrong with logons by Negotiate (Kerberos, NTLM) and by Digest, and says what to"
          + " do.",
      "What it is not told of, it does not look at. Run it as the user of the server, for the"
          + " configuration, the users file and the keytab; for a logon with Kerberos as a user with a"
          + " ticket, with Digest by --user."
    },
    mixinStandardHelpOptions = true,
    versionProvider = DoctorCommand.Version.class,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   nothing fails; there may be warnings, unless --strict is given",
      "  1   something fails, or nothing could be looked at",
      "  2   wrong arguments"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  private final Terminal terminal;
  private final World world;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "F",
      description = "The settings of the filter: a JSON file, or a web.xml.")
  private @Nullable Path config;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "NAME",
      description = "Which filter of the web.xml, where several are Parley's.")
  private @Nullable String filter;

  @Option(
      names = {"-u", "--url"},
      paramLabel = "U",
      description = "A protected page, by the name that browsers use.")
  private @Nullable URI url;

  @Option(
      names = {"-a", "--as"},
      paramLabel = "PRINCIPAL",
      description = "Log on as this principal of the ticket cache.")
  private @Nullable String principal;

  @Option(
      names = {"-U", "--user"},
      paramLabel = "NAME",
      description =
          "Log on by Digest as this user. The password is asked for, or read from the first line of"
              + " standard input; a wrong one counts as any.")
  private @Nullable String user;

  @Option(
      names = {"-k", "--keytab"},
      paramLabel = "F",
      description = "The keytab, instead of that of the settings; may be repeated.")
  private List<Path> keytabs = new ArrayList<>();

  @Option(
      names = "--krb5-conf",
      paramLabel = "F",
      description = "krb5.conf, instead of $KRB5_CONFIG and /etc/krb5.conf.")
  private @Nullable Path krb5Conf;

  @Option(
      names = "--insecure",
      description = "Log on also where the server's certificate is not trusted.")
  private boolean insecure;

  @Option(names = "--strict", description = "A warning is a failure.")
  private boolean strict;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  DoctorCommand(Terminal terminal, World world) {
    this.terminal = terminal;
    this.world = world;
  }

  /** Runs the command; returns its exit code. */
  int run(String... args) {
    return new CommandLine(this).setOut(terminal.out()).setErr(terminal.err()).execute(args);
  }

  @Override
  public Integer call() {
    if (config == null && url == null && keytabs.isEmpty() && krb5Conf == null) {
      throw wrong("one of --config, --url, --keytab and --krb5-conf is expected");
    }
    if (url != null && !isPage(url)) {
      throw wrong("--url: http://HOST/PATH or https://HOST/PATH is expected");
    }
    if (user != null && url == null && config == null) {
      throw wrong("--user: --url or --config is expected beside it");
    }
    if (filter != null && config == null) {
      throw wrong("--filter: --config is expected beside it");
    }
    Account account = account();
    try {
      Question question =
          new Question(config, filter, url, principal, account, keytabs, krb5Conf, insecure);
      Report report = Checks.run(question, world);
      int exitCode = report.isGood(strict) ? 0 : FAILED;
      terminal.out().print(json ? Reports.json(report, exitCode) : Reports.text(report));
      terminal.out().flush();
      return exitCode;
    } finally {
      if (account != null) {
        Arrays.fill(account.password(), '\0');
      }
    }
  }

  private @Nullable Account account() {
    if (user == null) {
      return null;
    }
    String name = Passwords.normalize(user);
    try {
      return new Account(name, Passwords.read(terminal, "Password of " + name, false));
    } catch (CommandFailure | IOException e) {
      throw wrong("--user: " + e.getMessage());
    }
  }

  private static boolean isPage(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    return (http || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads the version from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = DoctorCommand.class.getPackage().getImplementationVersion();
      return new String[] {"parley-doctor " + (version == null ? "(not packaged)" : version)};
    }
  }
}
