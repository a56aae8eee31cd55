package dev.parley.it.support;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The test application's back door: the request log, the counters, the test authority. */
public final class Control {
  private final int port;

  public Control(int port) {
    this.port = port;
  }

  /** The requests since the last call. */
  public List<LoggedRequest> drainLog() throws IOException {
    return LoggedRequest.parse(get("/control/log"));
  }

  /** The audit events since the last call, as lines of JSON, those under way included. */
  public List<String> drainAudit() throws IOException {
    return get("/control/audit").lines().toList();
  }

  /** Parley's counters, and the heap used after a collection if {@code collect}. */
  public Map<String, Long> counters() throws IOException {
    return get("/control/counters")
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
  }

  /** One counter. */
  public long counter(String name) throws IOException {
    Long value = counters().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no counter " + name);
    }
    return value;
  }

  /** Sets how the test authority behaves: a query such as {@code mode=hang&millis=2000}. */
  public void authority(String query) throws IOException {
    get("/control/authority?" + query);
  }

  /** Lets the audit log hang, or go on. */
  public void auditHangs(boolean on) throws IOException {
    get("/control/audit-hangs?on=" + on);
  }

  /** Moves the filter's clock forward or back, from real time. */
  public void clockOffset(long seconds) throws IOException {
    get("/control/clock?seconds=" + seconds);
  }

  /** The octets of heap in use after a garbage collection. */
  public long heapAfterCollection() throws IOException {
    return Long.parseLong(get("/control/heap").strip());
  }

  /** Any other call. */
  public String get(String target) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      Reply reply = http.request("GET", target);
      if (reply.status() != 200) {
        throw new IOException(target + ": " + reply);
      }
      return reply.body();
    }
  }
}
