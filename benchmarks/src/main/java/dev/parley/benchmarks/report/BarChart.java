package dev.parley.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Panels of horizontal bars as SVG, with nothing taken from elsewhere. */
final class BarChart {
  private static final int WIDTH = 760;
  private static final int LABEL = 270;
  private static final int BAR = 400;
  private static final int ROW = 26;
  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #24292f; }
        .title { font-weight: 600; font-size: 15px; }
        .paper { fill: #ffffff; }
        .peer { fill: #9aa7b5; }
        .parley { fill: #1a7f5a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .paper { fill: #0d1117; }
          .peer { fill: #5b6773; }
          .parley { fill: #3fb68b; }
        }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder();
  private int y;

  private BarChart() {}

  /**
   * One panel.
   *
   * @param title its title
   * @param bars its bars, from top to bottom
   */
  record Panel(String title, List<Comparison.Added> bars) {}

  static String svg(List<Panel> panels) {
    BarChart chart = new BarChart();
    panels.forEach(panel -> chart.panel(panel.title(), panel.bars()));
    int height = chart.y + 12;
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
            WIDTH,
            height)
        + STYLE
        + String.format(
            Locale.ROOT, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>%n", WIDTH, height)
        + chart.svg
        + "</svg>\n";
  }

  private void panel(String title, List<Comparison.Added> bars) {
    y += 32;
    text("title", 16, title, "start");
    y += 12;
    double longest = bars.stream().mapToDouble(Comparison.Added::micros).max().orElse(1);
    for (Comparison.Added bar : bars) {
      y += ROW;
      text("name", LABEL - 8, bar.label(), "end");
      double width = Math.max(1, bar.micros() / longest * BAR);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\"/>%n",
              bar.ours() ? "parley" : "peer",
              LABEL,
              y - 13,
              width));
      text(
          "value",
          LABEL + 6 + (int) Math.round(width),
          String.format(Locale.ROOT, "%.1f", bar.micros()),
          "start");
    }
    y += 8;
  }

  private void text(String kind, int x, String text, String anchor) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
            kind,
            x,
            y,
            anchor,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
