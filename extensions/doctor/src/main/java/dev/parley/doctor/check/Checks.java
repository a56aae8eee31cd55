package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Skipped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All checks, in the order in which one rests on the other. */
public final class Checks {
  private record Entry(Half half, Check check) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry(Half.ANY, new ConfigurationCheck()),
          new Entry(Half.NEGOTIATE, new KeytabCheck()),
          new Entry(Half.NEGOTIATE, new Krb5ConfCheck()),
          new Entry(Half.NEGOTIATE, new DnsCheck()),
          new Entry(Half.NEGOTIATE, new SpnCheck()),
          new Entry(Half.NEGOTIATE, new KdcCheck()),
          new Entry(Half.NEGOTIATE, new ClockCheck()),
          new Entry(Half.NEGOTIATE, new ServiceTicketCheck()),
          new Entry(Half.ANY, new ChallengeCheck()),
          new Entry(Half.NEGOTIATE, new ConnectionCheck()),
          new Entry(Half.NEGOTIATE, new HeaderSizeCheck()),
          new Entry(Half.ANY, new CertificateCheck()),
          new Entry(Half.NEGOTIATE, new LogonCheck()),
          new Entry(Half.DIGEST, new UsersCheck()),
          new Entry(Half.DIGEST, new DigestCheck()),
          new Entry(Half.DIGEST, new DigestClockCheck()),
          new Entry(Half.DIGEST, new DigestPathCheck()),
          new Entry(Half.DIGEST, new DigestLogonCheck()));

  private Checks() {}

  /** Makes all checks. */
  public static Report run(Question question, World world) {
    List<Report.Line> lines = new ArrayList<>();
    Set<Half> off = EnumSet.noneOf(Half.class);
    try (Facts facts = new Facts(question, world)) {
      for (Entry each : ALL) {
        String why = each.half().off(facts);
        if (why.isEmpty()) {
          for (Finding finding : look(each.check(), facts)) {
            lines.add(new Report.Line(each.check().name(), finding));
          }
        } else if (off.add(each.half())) {
          String half = each.half().name().toLowerCase(Locale.ROOT);
          lines.add(new Report.Line(half, new Skipped(why)));
        }
      }
    }
    return new Report(lines);
  }

  private static List<Finding> look(Check check, Facts facts) {
    try {
      return check.look(facts);
    } catch (RuntimeException e) {
      // The others have to be heard all the same.
      return List.of(new Fail("this check broke down: " + e, "report it as a defect of Parley"));
    }
  }
}
