package dev.parley.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of the events on the page. */
final class EventsView {
  private static final int SHOWN = 30;

  /** For strangers of other machines. */
  static final String HIDDEN =
      "<tr class=\"none\"><td colspan=\"5\">Sign in to see what happens here.</td></tr>";

  private EventsView() {}

  static String rows(List<EventRing.Entry> events) {
    if (events.isEmpty()) {
      return "<tr class=\"none\"><td colspan=\"5\">Nothing has happened yet.</td></tr>";
    }
    return events.stream()
        .sorted(Comparator.comparingLong(EventRing.Entry::change).reversed())
        .limit(SHOWN)
        .map(EventsView::row)
        .collect(Collectors.joining("\n"));
  }

  private static String row(EventRing.Entry event) {
    String type = event.type().toLowerCase(Locale.ROOT);
    String times =
        event.times() == 1
            ? ""
            : String.format(Locale.ENGLISH, "<span class=\"times\"> × %,d</span>", event.times());
    return String.format(
        Locale.ROOT,
        "<tr data-key=\"%d\"><td>%s</td><td><span class=\"type %s\">%s</span>%s</td>"
            + "<td>%s</td><td class=\"mono\">%s</td><td>%s</td></tr>",
        event.key(),
        Html.escape(event.time().substring(11, 19)),
        type,
        type.replace('_', ' '),
        times,
        text(event.account()),
        Html.escape(event.method() + " ") + text(event.path()),
        text(event.cause()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : Html.escape(value);
  }
}
