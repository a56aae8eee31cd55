package dev.parley.it.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An HTTP response as the tests look at it. Header names in lower case. */
@SuppressWarnings("ArrayRecordComponent") // replies are looked at, not compared
public record Reply(int status, Map<String, List<String>> headers, byte[] bytes) {
  /** All values of a header field. */
  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first value of a header field. */
  public Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  /** The body as UTF-8. */
  public String body() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The header {@code X-User}, by which the test application says who is asking. */
  public String user() {
    return header("X-User").orElse("(no X-User, status " + status + ")");
  }

  /** The Digest challenges, in order. */
  public List<String> challenges() {
    return all("WWW-Authenticate").stream().filter(each -> each.startsWith("Digest ")).toList();
  }

  /** Whether the (first) challenge says stale=true. */
  public boolean stale() {
    return challenges().stream().anyMatch(each -> each.matches("(?i).*stale=\"?true.*"));
  }

  @Override
  public String toString() {
    return status + " " + headers + "\n" + body();
  }
}
