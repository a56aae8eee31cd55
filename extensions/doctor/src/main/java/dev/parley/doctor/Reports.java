package dev.parley.doctor;

import dev.parley.doctor.check.Finding;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.check.Report;
import dev.parley.sspi.Reason;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a report is written. */
final class Reports {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Reports() {}

  /** A line for each finding, and one at the end. */
  static String text(Report report) {
    StringBuilder out = new StringBuilder();
    for (Report.Line line : report.lines()) {
      Finding finding = line.finding();
      out.append(String.format(Locale.ROOT, "%-7s %-13s ", finding.outcome(), line.check()));
      out.append(oneLine(finding.text()));
      if (!finding.mend().isEmpty()) {
        out.append("; mend: ").append(oneLine(finding.mend()));
      }
      Reason reason = finding.reason();
      if (reason != null) {
        out.append(" [").append(reason).append(']');
      }
      out.append('\n');
    }
    out.append(report.count(Ok.class)).append(" ok, ");
    out.append(report.count(Warn.class)).append(" warnings, ");
    out.append(report.count(Fail.class)).append(" failures, ");
    return out.append(report.count(Skipped.class)).append(" skipped\n").toString();
  }

  /** An object with a list of the findings. */
  static String json(Report report, int exitCode) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "parley-doctor").put("version", 1).put("exitCode", exitCode);
    ArrayNode findings = root.putArray("findings");
    for (Report.Line line : report.lines()) {
      Finding finding = line.finding();
      ObjectNode node = findings.addObject();
      node.put("check", line.check()).put("outcome", finding.outcome());
      node.put("finding", finding.text());
      if (!finding.mend().isEmpty()) {
        node.put("mend", finding.mend());
      }
      Reason reason = finding.reason();
      if (reason != null) {
        node.put("reason", reason.name());
      }
    }
    return MAPPER.writeValueAsString(root) + "\n";
  }

  /** What others wrote (a KDC, a server, a file) may hold anything. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
