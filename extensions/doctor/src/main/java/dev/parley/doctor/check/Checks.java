package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import java.util.ArrayList;
import java.util.List;

/** All checks, in the order in which one rests on the other. */
public final class Checks {
  private static final List<Check> ALL =
      List.of(
          new ConfigurationCheck(),
          new KeytabCheck(),
          new Krb5ConfCheck(),
          new DnsCheck(),
          new SpnCheck(),
          new KdcCheck(),
          new ClockCheck(),
          new ServiceTicketCheck(),
          new ChallengeCheck(),
          new ConnectionCheck(),
          new HeaderSizeCheck(),
          new CertificateCheck(),
          new LogonCheck());

  private Checks() {}

  /** Makes all checks. */
  public static Report run(Question question, World world) {
    List<Report.Line> lines = new ArrayList<>();
    try (Facts facts = new Facts(question, world)) {
      for (Check check : ALL) {
        for (Finding finding : look(check, facts)) {
          lines.add(new Report.Line(check.name(), finding));
        }
      }
    }
    return new Report(lines);
  }

  private static List<Finding> look(Check check, Facts facts) {
    try {
      return check.look(facts);
    } catch (RuntimeException e) {
      // The others shall still be heard.
      return List.of(new Fail("this check broke down: " + e, "report it as a defect of Parley"));
    }
  }
}
