package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whose request it is: what it proves, then its connection, then its session")
class KeptClientsTest {
  private static final FilterName NAME = new FilterName("/shop", "r", "parley");
  private static final List<String> SCHEMES = List.of("Negotiate", "NTLM", "Digest");

  private final List<TokenPackage> packages = SCHEMES.stream().map(TokenPackage::new).toList();
  private final List<AuditEvent> events = new ArrayList<>();
  private final Counters counters = new Counters();
  private final AuthenticationEngine engine =
      new AuthenticationEngine(
          List.copyOf(packages),
          counters,
          List.of(events::add),
          InstantSource.system(),
          () -> NAME,
          new AuthenticationEngine.Policy(100, Duration.ofSeconds(1), OfferRules.NONE));

  private TokenPackage by(String scheme) {
    return packages.get(SCHEMES.indexOf(scheme));
  }

  private Outcome run(PathRule rule, String... authorization) throws IOException {
    return engine.authenticate(TestExchange.get("/x", authorization), rule);
  }

  private static String user(Outcome outcome) {
    return outcome instanceof Authenticated user ? user.context().identity().name() : "no user";
  }

  private static String scheme(Outcome outcome) {
    return ((Authenticated) outcome).offer().securityPackage().scheme();
  }

  static Stream<Arguments> pairs() {
    return SCHEMES.stream()
        .flatMap(first -> SCHEMES.stream().map(second -> Arguments.of(first, second)));
  }

  @ParameterizedTest(name = "connection by {0}, session by {1}")
  @MethodSource("pairs")
  @DisplayName("the connection's client wins over the session's, and that session ends, audited")
  void contradiction(String ofConnection, String ofSession) throws IOException {
    by(ofConnection).kept.put(KeptBy.CONNECTION, "alice");
    by(ofSession).kept.put(KeptBy.SESSION, "bob");
    Outcome outcome = run(PathRule.PROTECTED);
    assertThat(user(outcome)).isEqualTo("alice");
    assertThat(scheme(outcome)).isEqualTo(ofConnection);
    assertThat(by(ofSession).kept).doesNotContainKey(KeptBy.SESSION);
    assertThat(events).hasSize(1);
    AuditEvent ended = events.get(0);
    assertThat(ended.type()).isEqualTo(AuditEvent.Type.LOGOUT);
    assertThat(ended.reason()).isEqualTo(Reason.SESSION_OF_ANOTHER);
    assertThat(ended.scheme()).isEqualTo(ofSession);
    assertThat(ended.account()).isEqualTo("bob");
    assertThat(ended.contextId()).isEqualTo("id-of-bob");
    assertThat(ended.detail()).isEqualTo("the request is of alice");
    assertThat(counters.snapshot().resumed()).isEqualTo(1);
    by(ofConnection).kept.clear();
    assertThat(user(run(PathRule.PROTECTED))).as("the session is over").isEqualTo("no user");
  }

  @ParameterizedTest(name = "connection by {0}, session by {1}")
  @MethodSource("pairs")
  @DisplayName("one client twice is no contradiction: the connection counts, the session stays")
  void same(String ofConnection, String ofSession) throws IOException {
    by(ofConnection).kept.put(KeptBy.CONNECTION, "alice");
    by(ofSession).kept.put(KeptBy.SESSION, "alice");
    Outcome outcome = run(PathRule.PROTECTED);
    assertThat(user(outcome)).isEqualTo("alice");
    assertThat(scheme(outcome)).isEqualTo(ofConnection);
    assertThat(by(ofSession).kept).containsEntry(KeptBy.SESSION, "alice");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest(name = "connection by {0}, session by {1}")
  @MethodSource("pairs")
  @DisplayName("where the path does not admit the connection's scheme, the session is no way in")
  void notAdmitted(String ofConnection, String ofSession) throws IOException {
    by(ofConnection).kept.put(KeptBy.CONNECTION, "alice");
    by(ofSession).kept.put(KeptBy.SESSION, "bob");
    List<String> others =
        SCHEMES.stream()
            .filter(each -> !each.equals(ofConnection))
            .map(each -> each.toLowerCase(Locale.ROOT))
            .toList();
    Outcome outcome = run(PathRule.PROTECTED.by(others));
    assertThat(user(outcome)).isEqualTo("no user");
    assertThat(Answer.to(outcome).status()).isEqualTo(401);
    assertThat(by(ofSession).kept).doesNotContainKey(KeptBy.SESSION);
    assertThat(by(ofConnection).kept).containsEntry(KeptBy.CONNECTION, "alice");
  }

  @Test
  @DisplayName("a session of the connection's own client serves where its scheme alone is admitted")
  void admittedBySession() throws IOException {
    by("NTLM").kept.put(KeptBy.CONNECTION, "alice");
    by("Negotiate").kept.put(KeptBy.SESSION, "alice");
    Outcome outcome = run(PathRule.PROTECTED.by(List.of("negotiate")));
    assertThat(user(outcome)).isEqualTo("alice");
    assertThat(scheme(outcome)).isEqualTo("Negotiate");
  }

  @Test
  @DisplayName("a session alone serves; two that contradict each other leave one")
  void sessions() throws IOException {
    by("NTLM").kept.put(KeptBy.SESSION, "bob");
    assertThat(user(run(PathRule.PROTECTED))).isEqualTo("bob");
    by("Negotiate").kept.put(KeptBy.SESSION, "alice");
    assertThat(user(run(PathRule.PROTECTED))).isEqualTo("alice");
    assertThat(by("NTLM").kept).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(KeptBy.class)
  @DisplayName("what the request proves wins over both, and all others give way")
  void proof(KeptBy by) throws IOException {
    by("NTLM").kept.put(by, "bob");
    by("Negotiate").kept.put(by, "bob");
    assertThat(user(run(PathRule.PROTECTED, "Digest new.alice"))).isEqualTo("alice");
    assertThat(by("NTLM").yielded).hasValue(1);
    assertThat(by("Negotiate").yielded).hasValue(1);
  }
}
