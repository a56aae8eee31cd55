package dev.parley.it.assembly;

import dev.parley.filter.AuthenticationFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Counters, heap, clock, authority and operator's calls for the tests. */
final class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private final transient AuthenticationFilter filter;
  private final transient TestAuthority authority;
  private final transient MovableClock clock;
  private final transient AuditRing audit;

  ControlServlet(
      AuthenticationFilter filter, TestAuthority authority, MovableClock clock, AuditRing audit) {
    this.filter = filter;
    this.authority = authority;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String answer =
        switch (String.valueOf(request.getPathInfo())) {
          case "/counters" -> counters();
          case "/audit" -> {
            awaitAudit();
            yield audit.drain();
          }
          case "/audit-hangs" -> {
            audit.hang(Boolean.parseBoolean(request.getParameter("on")));
            yield "ok";
          }
          case "/heap" -> Long.toString(heap());
          case "/authority" -> behave(request);
          case "/clock" -> {
            clock.offset(Duration.ofSeconds(Long.parseLong(request.getParameter("seconds"))));
            yield "ok";
          }
          case "/revoke" ->
              Integer.toString(filter.contexts().revokeByUser(request.getParameter("user")));
          case "/beans" -> beans();
          case "/list" ->
              filter.contexts().list(1000).stream()
                  .map(each -> each.id() + " " + each.user())
                  .collect(Collectors.joining("\n"));
          default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print(answer);
  }

  /** The filter writes events in a thread of its own. */
  private void awaitAudit() throws IOException {
    while (filter.counters().auditWaiting() > 0) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  /** The names of the beans of all filters in this process. */
  private static String beans() throws IOException {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .queryNames(new ObjectName("dev.parley:type=Parley,*"), null)
          .stream()
          .map(ObjectName::toString)
          .sorted()
          .collect(Collectors.joining("\n"));
    } catch (MalformedObjectNameException e) {
      throw new IOException(e);
    }
  }

  private String behave(HttpServletRequest request) {
    String millis = request.getParameter("millis");
    String mode = request.getParameter("mode").toUpperCase(Locale.ROOT);
    authority.behave(
        new TestAuthority.Behaviour(
            TestAuthority.Mode.valueOf(mode), millis == null ? 0 : Long.parseLong(millis)));
    return "ok";
  }

  private String counters() {
    var now = filter.counters();
    Map<String, Long> values = new TreeMap<>();
    values.put("challenges", now.challenges());
    values.put("logons", now.logons());
    values.put("localVerifications", now.localVerifications());
    values.put("resumed", now.resumed());
    values.put("authorityCalls", now.authorityCalls());
    values.put("authorityFailures", now.authorityFailures());
    values.put("authorityQuestions", authority.questions());
    values.put("stale", now.stale());
    values.put("replays", now.replays());
    values.put("forgedNonces", now.forgedNonces());
    values.put("evictions", now.evictions());
    values.put("contextsHeld", now.contextsHeld());
    values.put("auditDropped", now.auditDropped());
    values.put("auditWaiting", now.auditWaiting());
    now.refusals().forEach((reason, count) -> values.put("refused." + reason, count));
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Used octets after collections; a weak reference tells that one has really run. */
  private static long heap() {
    for (int i = 0; i < 3; i++) {
      WeakReference<Object> witness = new WeakReference<>(new Object());
      for (int attempt = 0; witness.get() != null && attempt < 50; attempt++) {
        System.gc();
      }
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
