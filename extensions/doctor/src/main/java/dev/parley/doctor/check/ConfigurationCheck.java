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
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether the filter starts with the configuration: the filter itself is asked. */
final class ConfigurationCheck implements Check {
  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Finding> look(Facts facts) {
    FilterSources sources = facts.sources();
    if (!sources.problems().isEmpty()) {
      return sources.problems();
    }
    if (sources.filters().isEmpty()) {
      return List.of(new Skipped("no --config was given"));
    }
    List<Finding> findings = new ArrayList<>();
    for (FilterSource each : sources.filters()) {
      for (Finding finding : look(each, facts)) {
        findings.add(finding.prefixed(each.prefix()));
      }
    }
    return findings;
  }

  private static List<Finding> look(FilterSource source, Facts facts) {
    List<Finding> findings = new ArrayList<>();
    Attempt attempt = start(source, false);
    if (attempt.problems().stream().anyMatch(ConfigurationCheck::isMissingAuthority)) {
      findings.add(
          new Warn(
              "the file names no store of users",
              "set users-file, unless the application gives an authority in Java"));
      attempt = start(source, true);
    }
    attempt.problems().forEach(each -> findings.add(FilterSources.fail(each)));
    ConfigurationFacts read = ConfigurationFacts.of(source).orNull();
    // The check of the users names them.
    Set<Warning> ofUsers = read == null ? Set.of() : facts.users(read).lacks().keySet();
    for (Warning each : attempt.warnings()) {
      if (!ofUsers.contains(each)) {
        findings.add(
            new Warn(each.key() + " = " + each.value() + ": " + each.consequence(), each.remedy()));
      }
    }
    if (read != null) {
      findings.addAll(WebXmlFindings.of(read));
      if (!read.has("negotiate") && facts.question().namesKerberos()) {
        findings.add(
            new Warn("packages does not hold negotiate", "add it, if Kerberos or NTLM is wanted"));
      }
    }
    attempt.past().forEach(each -> findings.add(leadsPast(each)));
    if (findings.isEmpty()) {
      findings.add(new Ok("the filter starts with " + source.file()));
    }
    return findings;
  }

  /** What the start says in one sentence. */
  private static Finding leadsPast(String sentence) {
    int end = sentence.lastIndexOf("; ");
    return end < 0
        ? new Warn("the filter " + sentence, "correct its filter-mapping")
        : new Warn("the filter " + sentence.substring(0, end), sentence.substring(end + 2));
  }

  private static boolean isMissingAuthority(Problem problem) {
    return problem.key().equals(CoreSettings.USERS_FILE.key())
        && problem.value().equals("(not set)");
  }

  /**
   * What came of a start.
   *
   * @param problems what is wrong, which is nothing if it started
   * @param warnings what is dangerous about the settings, if it started
   * @param past what its mappings lead past it
   */
  private record Attempt(List<Problem> problems, List<Warning> warnings, List<String> past) {}

  /** Starts the filter and stops it again. */
  private static Attempt start(FilterSource source, boolean withAuthority) {
    List<Warning> warnings = new CopyOnWriteArrayList<>();
    AuthenticationFilterBuilder builder =
        source.builder().set(CoreSettings.MX_BEAN, false).warningsTo(warnings::add);
    if (withAuthority) {
      builder.digestAuthority(new StandIn());
    }
    try (AuthenticationFilter filter = builder.build()) {
      return new Attempt(List.of(), warnings, source.leadsPast(filter));
    } catch (ConfigurationException e) {
      return new Attempt(e.problems(), List.of(), List.of());
    }
  }

  /** Stands where the application's authority will stand. */
  private static final class StandIn implements DigestAuthority, AccountDirectory {
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
