package dev.parley.it.client;

import dev.parley.it.support.Control;
import dev.parley.it.support.LoggedRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a client did in one run, as the server saw it. */
public record ClientRun(
    List<LoggedRequest> requests, long authorityCalls, long localVerifications) {

  /** Lets a client make its requests and looks. */
  public static ClientRun of(Client client, Control control, List<String> urls) throws Exception {
    control.drainLog();
    Map<String, Long> before = control.counters();
    client.get(urls);
    Map<String, Long> after = control.counters();
    return new ClientRun(
        control.drainLog(),
        difference(before, after, "authorityCalls"),
        difference(before, after, "localVerifications"));
  }

  private static long difference(Map<String, Long> before, Map<String, Long> after, String name)
      throws IOException {
    return after.get(name) - before.get(name);
  }

  /** The requests that were let in. */
  public long answered() {
    return requests.stream().filter(each -> each.status() == 200).count();
  }

  /** The 401 answers. */
  public long challenged() {
    return requests.stream().filter(each -> each.status() == 401).count();
  }

  /** The credentials that were refused without stale=true: where a person would be asked again. */
  public List<LoggedRequest> prompts() {
    return requests.stream()
        .filter(each -> each.status() == 401 && !each.algorithm().equals("none"))
        .filter(each -> !each.stale().equals("true"))
        .toList();
  }

  /** The targets whose last answer was not 200: what a browser did not load. */
  public List<String> unanswered() {
    Map<String, Boolean> last = new HashMap<>();
    requests.forEach(each -> last.merge(each.target(), each.status() == 200, Boolean::logicalOr));
    return last.entrySet().stream()
        .filter(each -> !each.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The algorithms and qops used. */
  public String choice() {
    return requests.stream()
            .filter(each -> each.status() == 200 && !each.algorithm().equals("none"))
            .map(each -> each.algorithm().equals("-") ? "MD5 (unsaid)" : each.algorithm())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "))
        + qops();
  }

  private String qops() {
    String qops =
        requests.stream()
            .filter(each -> each.status() == 200 && !each.qop().equals("none"))
            .map(LoggedRequest::qop)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return qops.equals("-") ? ", no qop" : ", " + qops;
  }
}
