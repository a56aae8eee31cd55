package dev.parley.doctor;

import dev.parley.doctor.check.Checks;
import dev.parley.doctor.check.Question;
import dev.parley.doctor.check.Report;
import dev.parley.doctor.check.World;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
      "Looks what is wrong with Negotiate (Kerberos, NTLM), and says what to do.",
      "What it is not told of, it does not look at. Run it as the user of the server, for the"
          + " keytab and the configuration; and as a user with a ticket, for the logon."
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

  private final PrintWriter out;
  private final PrintWriter err;
  private final World world;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "F",
      description = "The JSON file with the settings of the filter.")
  private @Nullable Path config;

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

  DoctorCommand(PrintWriter out, PrintWriter err, World world) {
    this.out = out;
    this.err = err;
    this.world = world;
  }

  /** Runs the command; returns its exit code. */
  int run(String... args) {
    return new CommandLine(this).setOut(out).setErr(err).execute(args);
  }

  @Override
  public Integer call() {
    if (config == null && url == null && keytabs.isEmpty() && krb5Conf == null) {
      throw wrong("one of --config, --url, --keytab and --krb5-conf is expected");
    }
    if (url != null && !isPage(url)) {
      throw wrong("--url: http://HOST/PATH or https://HOST/PATH is expected");
    }
    Report report =
        Checks.run(new Question(config, url, principal, keytabs, krb5Conf, insecure), world);
    boolean good = report.isGood(strict);
    int exitCode = good ? 0 : FAILED;
    out.print(json ? Reports.json(report, exitCode) : Reports.text(report));
    out.flush();
    return exitCode;
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
