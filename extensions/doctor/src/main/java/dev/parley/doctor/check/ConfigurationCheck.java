package dev.parley.doctor.check;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Problem;
import dev.parley.config.Warning;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether the filter starts with the configuration: the filter itself is asked. */
final class ConfigurationCheck implements Check {
  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Path file = facts.question().config();
    if (file == null) {
      return List.of(new Skipped("no --config was given"));
    }
    List<Finding> findings = new ArrayList<>();
    List<Warning> warnings = new CopyOnWriteArrayList<>();
    List<Problem> problems = start(file, false, warnings);
    if (problems.stream().anyMatch(ConfigurationCheck::isMissingAuthority)) {
      findings.add(
          new Warn(
              "the file names no store of users",
              "set users-file, unless the application gives an authority in Java"));
      problems = start(file, true, warnings);
    }
    for (Problem each : problems) {
      findings.add(
          new Fail(
              each.key() + " = " + each.value() + ": allowed is " + each.allowed(), each.mend()));
    }
    for (Warning each : warnings) {
      findings.add(
          new Warn(each.key() + " = " + each.value() + ": " + each.consequence(), each.remedy()));
    }
    ConfigurationFacts read = facts.configuration().orNull();
    if (read != null && !read.settings().get(CoreSettings.PACKAGES).contains("negotiate")) {
      findings.add(
          new Warn("packages does not hold negotiate", "add it, if Kerberos or NTLM is wanted"));
    }
    if (findings.isEmpty()) {
      findings.add(new Ok("the filter starts with " + file));
    }
    return findings;
  }

  private static boolean isMissingAuthority(Problem problem) {
    return problem.key().equals(CoreSettings.USERS_FILE.key())
        && problem.value().equals("(not set)");
  }

  /**
   * Starts the filter and stops it again.
   *
   * @param warnings takes what is dangerous about the settings, if the filter starts
   * @return what is wrong, which is nothing if it starts
   */
  private static List<Problem> start(Path file, boolean withAuthority, List<Warning> warnings) {
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder()
            .configFile(file)
            .set(CoreSettings.MX_BEAN, false)
            .warningsTo(warnings::add);
    if (withAuthority) {
      builder.digestAuthority(new Nobody());
    }
    try {
      builder.build().close();
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  /** Stands where the application's authority will stand. */
  private static final class Nobody implements DigestAuthority, AccountDirectory {
    @Override
    public String name() {
      return "doctor";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }

    @Override
    public void addListener(AccountListener listener) {
      // Nothing changes here.
    }

    @Override
    public Standing find(String account) {
      return new Unknown();
    }
  }
}
