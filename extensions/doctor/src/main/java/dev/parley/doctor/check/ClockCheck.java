package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.KdcAnswer;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How far the clocks of this machine and of the KDCs are apart. */
final class ClockCheck implements Check {
  /** From which part of the allowed skew on it is time to do something. */
  private static final int PART = 5;

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Duration allowed = facts.allowedSkew();
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (KdcAnswer each : facts.kdcAnswers()) {
      if (each instanceof KdcAnswer.Refusal refusal && seen.add(each.kdc().place())) {
        findings.add(judge(refusal, allowed));
      }
    }
    return findings.isEmpty() ? List.of(new Skipped("no KDC told its time")) : findings;
  }

  private static Finding judge(KdcAnswer.Refusal refusal, Duration allowed) {
    Duration apart = refusal.ahead().abs();
    String text =
        String.format(
            Locale.ROOT,
            "the clock of %s is %.1f s %s this machine's; %d s are allowed",
            refusal.kdc().place(),
            apart.toMillis() / 1000.0,
            refusal.ahead().isNegative() ? "behind" : "ahead of",
            allowed.toSeconds());
    if (apart.compareTo(allowed) > 0) {
      return Fail.of(Reason.CLOCK_SKEW, text);
    }
    return apart.compareTo(allowed.dividedBy(PART)) > 0
        ? new Warn(text, Reason.CLOCK_SKEW.mend(), Reason.CLOCK_SKEW)
        : new Ok(text);
  }
}
