package dev.parley.it.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.client.Login;
import dev.parley.it.client.NegotiateClient;
import dev.parley.it.client.NegotiateClient.Mechanism;
import dev.parley.it.realm.ClientRealm;
import dev.parley.it.support.Built;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real clients of Kerberos and of NTLM, each on every container; writes {@code
 * src-it/target/negotiate-clients.md} of what they did on the first.
 */
abstract class NegotiateClientsContract extends NegotiateTest {
  private static final int REQUESTS = 20;
  private static final String HEAD =
      """
      | Client | Version | Mechanism | Sends | Requests | 401s | Logons |
      |---|---|---|---|---:|---:|---:|
      """;
  private static final Map<String, String> ROWS = new TreeMap<>();

  /** Whose tickets the clients have. */
  ClientRealm realm() throws Exception {
    return Realms.mit();
  }

  /** The clients to try. */
  List<NegotiateClient> clients() {
    return NegotiateClient.all();
  }

  /** Whether the table tells of them. */
  boolean isTold() {
    return kind() == ContainerKind.JETTY_EE10;
  }

  @AfterAll
  void writeTable() throws IOException {
    Path file = Built.itFolder().resolve("target/negotiate-clients.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, HEAD + String.join("\n", ROWS.values()) + "\n");
  }

  @ParameterizedTest
  @MethodSource("clients")
  @DisplayName("20 requests, nothing refused, always the same user")
  void logsOn(NegotiateClient client) throws Exception {
    assumeTrue(client.version().isPresent(), client.name() + " is not on this machine");
    Login login = Realms.login(realm(), "alice");
    String root = "http://localhost:" + container.port() + "/protected/";
    List<String> urls =
        client.loadsPages()
            ? List.of(root + "start")
            : IntStream.range(0, REQUESTS).mapToObj(i -> root + "file-" + i).toList();
    control.drainLog();
    control.drainAudit();
    Map<String, Long> before = control.counters();

    client.get(login, urls);

    final long logons = control.counter("logons") - before.get("logons");
    List<LoggedRequest> requests = control.drainLog();
    List<LoggedRequest> answered = requests.stream().filter(each -> each.status() == 200).toList();
    if (isTold()) {
      ROWS.put(client.mechanism() + client.name(), row(client, requests, answered, logons));
    }
    assertThat(answered).hasSizeGreaterThanOrEqualTo(REQUESTS);
    assertThat(requests)
        .extracting(LoggedRequest::token)
        .anyMatch(
            each ->
                client.mechanism() == Mechanism.KERBEROS
                    ? Set.of("SPNEGO", "KERBEROS").contains(each)
                    : Set.of("NTLM_AUTHENTICATE", "SPNEGO_NEXT").contains(each));
    assertThat(requests).extracting(LoggedRequest::scheme).doesNotContain("Digest");
    String user = client.mechanism() == Mechanism.KERBEROS ? "alice@" + realm().realm() : "alice";
    assertThat(answered).extracting(LoggedRequest::user).containsOnly(user);
    assertThat(control.drainAudit()).noneMatch(line -> line.contains("\"event\":\"refusal\""));
    assertThat(logons).isBetween(1L, (long) answered.size());
  }

  private static String row(
      NegotiateClient client,
      List<LoggedRequest> requests,
      List<LoggedRequest> answered,
      long logons)
      throws IOException {
    long challenged = requests.stream().filter(each -> each.status() == 401).count();
    return String.format(
        "| %s | %s | %s | %s | %d | %d | %d |",
        client.name(),
        client.version().orElseThrow(),
        client.mechanism(),
        sends(requests),
        answered.size(),
        challenged,
        logons);
  }

  /** Scheme and form of the first token. */
  private static String sends(List<LoggedRequest> requests) {
    return requests.stream()
        .filter(each -> !each.scheme().equals("none"))
        .map(each -> each.scheme() + ": " + words(each.token()))
        .distinct()
        .limit(1)
        .collect(Collectors.joining());
  }

  private static String words(String token) {
    return switch (token) {
      case "SPNEGO" -> "SPNEGO";
      case "KERBEROS" -> "a Kerberos token alone";
      case "NTLM_NEGOTIATE" -> "NTLM messages";
      default -> token;
    };
  }
}
