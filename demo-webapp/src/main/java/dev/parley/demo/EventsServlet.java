package dev.parley.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /events.json?after=N}: the audit events that changed after the change N. */
final class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient EventRing events;

  EventsServlet(EventRing events) {
    this.events = events;
  }

  /** The answer. */
  record Events(List<EventRing.Entry> events) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Who.maySee(request)) {
      Answer.json(response, new Events(events.after(number(request.getParameter("after")))));
    } else {
      Answer.notForStrangers(response);
    }
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
