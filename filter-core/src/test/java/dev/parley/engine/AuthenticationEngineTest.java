package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditEvent.Type;
import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.http.Credentials;
import dev.parley.http.HeaderField;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationEngineTest {
  private final TokenPackage tokens = new TokenPackage();
  private final TokenPackage others = new TokenPackage("Other");
  private final Counters counters = new Counters();
  private static final FilterName NAME = new FilterName("/shop", "r", "parley");

  private final List<AuditEvent> events = new ArrayList<>();
  private final AuthenticationEngine engine =
      new AuthenticationEngine(
          List.of(tokens, others),
          counters,
          List.of(events::add),
          InstantSource.system(),
          () -> NAME,
          policy(Duration.ofMillis(1500)));

  private static AuthenticationEngine.Policy policy(Duration retryAfter) {
    return new AuthenticationEngine.Policy(100, retryAfter, OfferRules.NONE);
  }

  private Outcome run(String... authorization) throws IOException {
    return engine.authenticate(TestExchange.get("/x", authorization), PathRule.PROTECTED);
  }

  private static int status(Outcome outcome) {
    Answer answer = Answer.to(outcome);
    return answer == null ? 200 : answer.status();
  }

  @Test
  @DisplayName(
      "A request without credentials gets one 401 with the challenges of all packages in order")
  void challengesInOrder() throws IOException {
    Outcome outcome = run();
    assertThat(status(outcome)).isEqualTo(401);
    assertThat(((Outcome.Challenged) outcome).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Token realm=\"test\"", "Other realm=\"test\"");
    assertThat(counters.snapshot().challenges()).isEqualTo(1);
    assertThat(events).isEmpty();
  }

  @Test
  @DisplayName("SEC_E_OK from acceptSecurityContext is a logon and audited as one")
  void logon() throws IOException {
    Outcome outcome = run("Token new.alice");
    assertThat(outcome).isInstanceOf(Authenticated.class);
    assertThat(events).extracting(AuditEvent::type).containsExactly(Type.LOGON);
    assertThat(events.get(0).account()).isEqualTo("alice");
    assertThat(events.get(0).contextId()).isEqualTo("id-of-alice");
    assertThat(events.get(0).authority()).isEqualTo("test-authority");
  }

  @Test
  @DisplayName(
      "SEC_I_COMPLETE_NEEDED leads to completeAuthToken, and a verified request makes no audit event")
  void complete() throws IOException {
    Outcome outcome = run("token kept.bob");
    assertThat(((Authenticated) outcome).fields().get(0).value()).isEqualTo("completed");
    assertThat(tokens.completed.get()).isEqualTo(1);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @DisplayName("One switch from SecurityStatus to HTTP")
  @CsvSource({
    "SEC_E_LOGON_DENIED, WRONG_RESPONSE, 401, REFUSAL",
    "SEC_E_LOGON_DENIED, LOCKED_OUT, 401, LOCKOUT",
    "SEC_E_LOGON_DENIED, THROTTLED, 401, LOCKOUT",
    "SEC_E_MESSAGE_ALTERED, WRONG_RESPONSE, 401, REFUSAL",
    "SEC_E_OUT_OF_SEQUENCE, NONCE_COUNT_REPLAYED, 401, REPLAY",
    "SEC_E_OUT_OF_SEQUENCE, NONCE_COUNT_TOO_OLD, 401, STALE",
    "SEC_E_CONTEXT_EXPIRED, NONCE_EXPIRED, 401, STALE",
    "SEC_E_BAD_BINDINGS, WRONG_RESPONSE, 401, REFUSAL",
    "SEC_E_INVALID_TOKEN, CONTRADICTION, 400, REFUSAL",
    "SEC_E_INVALID_TOKEN, ENTITY_TOO_LARGE, 413, REFUSAL",
    "SEC_E_LOGON_DENIED, ENTITY_TOO_LARGE, 413, REFUSAL",
    "SEC_E_NO_AUTHENTICATING_AUTHORITY, AUTHORITY_UNAVAILABLE, 503, AUTHORITY_DOWN",
  })
  void oneSwitch(String status, Reason reason, int http, Type type) throws IOException {
    assertThat(status(run("Token " + status + "." + reason))).isEqualTo(http);
    assertThat(events).extracting(AuditEvent::type).containsExactly(type);
    assertThat(events.get(0).reason()).isEqualTo(reason);
    assertThat(events.get(0).account()).isEqualTo("mallory");
    assertThat(counters.snapshot().refusals()).containsEntry(reason, 1L);
    assertThat(counters.snapshot().stale()).isEqualTo(type == Type.STALE ? 1 : 0);
    assertThat(counters.snapshot().replays()).isEqualTo(type == Type.REPLAY ? 1 : 0);
  }

  @ParameterizedTest
  @DisplayName("An internal error of a package is 503, never 500, and nobody gets in")
  @CsvSource({
    "SEC_E_INTERNAL_ERROR.MALFORMED",
    "SEC_E_INVALID_HANDLE.MALFORMED",
    "throw.hunter2",
    "link.hunter2"
  })
  void internalErrors(String token) throws IOException {
    Answer answer = Answer.to(run("Token " + token));
    assertThat(answer).isNotNull();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.fields()).contains(new HeaderField("Retry-After", "2"));
    assertThat(answer.text()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName("What a package throws is logged by type and place, without its message")
  void failuresWithoutMessage() {
    String text =
        Failures.describe(new IllegalStateException("hunter2", new IOException("hunter2")));
    assertThat(text)
        .contains(
            "java.lang.IllegalStateException", "java.io.IOException", "failuresWithoutMessage")
        .doesNotContain("hunter2");
  }

  @Test
  @DisplayName("The package that refuses gives its own challenge, the others theirs, in order")
  void ownChallenge() throws IOException {
    Outcome.Rejected outcome = (Outcome.Rejected) run("Other SEC_E_CONTEXT_EXPIRED.NONCE_EXPIRED");
    assertThat(outcome.challenges())
        .extracting(HeaderField::value)
        .containsExactly("Token realm=\"test\"", "Other stale=true");
  }

  @Test
  @DisplayName("RFC 9110 11.6.2: two Authorization fields are 400")
  void twoFields() throws IOException {
    assertThat(status(run("Token new.alice", "Token new.bob"))).isEqualTo(400);
    assertThat(tokens.accepted.get()).isZero();
  }

  @Test
  @DisplayName("Credentials beyond the limit are 400 and reach no package")
  void tooLong() throws IOException {
    assertThat(status(run("Token " + "a".repeat(100)))).isEqualTo(400);
    assertThat(tokens.accepted.get()).isZero();
  }

  @Test
  @DisplayName("Credentials of a scheme that is not offered get all challenges")
  void unknownScheme() throws IOException {
    assertThat(status(run("Basic YTpi"))).isEqualTo(401);
    assertThat(events.get(0).reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
    assertThat(events.get(0).scheme()).isEqualTo("basic");
    assertThat(status(run(""))).isEqualTo(400);
  }

  @Test
  @DisplayName("A key that is sent without a scheme is written down nowhere")
  void keyInPlaceOfScheme() throws Exception {
    assertThat(status(run("hunter2hunter2"))).isEqualTo(401);
    assertThat(events.get(0).toString()).doesNotContain("hunter2");
    assertThat(Credentials.parse("hunter2hunter2", 100).toString()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName("An open path looks at no credentials, an optional one at those that are offered")
  void access() throws IOException {
    TestExchange wrong = TestExchange.get("/x", "Token SEC_E_LOGON_DENIED.WRONG_RESPONSE");
    assertThat(engine.authenticate(wrong, PathRule.OPEN)).isEqualTo(Outcome.ABSTAINED);
    assertThat(tokens.accepted.get()).isZero();
    assertThat(engine.authenticate(TestExchange.get("/x"), PathRule.OPTIONAL))
        .isEqualTo(Outcome.ABSTAINED);
    assertThat(status(engine.authenticate(wrong, PathRule.OPTIONAL))).isEqualTo(401);
  }

  @Test
  @DisplayName("A known user without the role is 403")
  void roles() throws IOException {
    PathRule admin =
        new PathRule(PathRule.Access.PROTECTED, List.of(Set.of("admin", "root")), null);
    assertThat(status(engine.authenticate(TestExchange.get("/x", "Token kept.alice"), admin)))
        .isEqualTo(200);
    assertThat(status(engine.authenticate(TestExchange.get("/x", "Token kept.bob"), admin)))
        .isEqualTo(403);
    assertThat(events.get(0).reason()).isEqualTo(Reason.ROLE_MISSING);
    assertThat(counters.snapshot().refusals()).containsEntry(Reason.ROLE_MISSING, 1L);
  }

  @Test
  @DisplayName("RFC 4559: a 403 has what the package owes the client too")
  void forbiddenWithFields() throws IOException {
    PathRule root = new PathRule(PathRule.Access.PROTECTED, List.of(Set.of("root")), null);
    Outcome first = engine.authenticate(TestExchange.get("/x", "Token new.alice"), root);
    assertThat(Answer.to(first).fields()).contains(new HeaderField("X-Token-Info", "ok"));
    Authenticated user = (Authenticated) run("Token new.alice");
    Outcome later = engine.authorize(user, TestExchange.get("/x"), root);
    assertThat(Answer.to(later).fields()).extracting(HeaderField::name).contains("Cache-Control");
    assertThat(Answer.to(later).fields()).hasSize(1);
  }

  @Test
  @DisplayName("A context of the request ends when the request is refused, or released")
  void contextOfRequest() throws IOException {
    PathRule root = new PathRule(PathRule.Access.PROTECTED, List.of(Set.of("root")), null);
    engine.authenticate(TestExchange.get("/x", "Token request.alice"), root);
    assertThat(tokens.endedRequests.get()).isEqualTo(1);
    engine.release((Authenticated) run("Token request.alice"));
    assertThat(tokens.endedRequests.get()).isEqualTo(2);
    engine.release((Authenticated) run("Token new.alice"));
    assertThat(tokens.endedRequests.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("A further leg goes out alone, and is neither a challenge nor a refusal")
  void furtherLeg() throws IOException {
    Outcome outcome = run("Token leg.x");
    assertThat(status(outcome)).isEqualTo(401);
    assertThat(((Outcome.Challenged) outcome).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Token leg");
    assertThat(counters.snapshot().challenges()).isZero();
    assertThat(counters.snapshot().refusals().values()).allMatch(count -> count == 0);
    assertThat(events).isEmpty();
  }

  @Test
  @DisplayName("A client known by its connection goes on without credentials, where it is allowed")
  void resumes() throws IOException {
    others.kept.put(KeptBy.CONNECTION, "bob");
    assertThat(((Authenticated) run()).context().identity().name()).isEqualTo("bob");
    assertThat(engine.authenticate(TestExchange.get("/x"), PathRule.OPTIONAL))
        .isInstanceOf(Authenticated.class);
    assertThat(counters.snapshot().resumed()).isEqualTo(2);
    PathRule admin = new PathRule(PathRule.Access.PROTECTED, List.of(Set.of("admin")), null);
    assertThat(status(engine.authenticate(TestExchange.get("/x"), admin))).isEqualTo(403);
    assertThat(events).extracting(AuditEvent::type).containsExactly(Type.REFUSAL);
  }

  @Test
  @DisplayName(
      "RFC 9111 3.5: without credentials in the request caches are told whose answer it is")
  void privateAnswer() throws IOException {
    others.kept.put(KeptBy.CONNECTION, "bob");
    assertThat(((Authenticated) run()).fields())
        .containsExactly(new HeaderField("Cache-Control", "private"));
    assertThat(((Authenticated) run("Token new.alice")).fields())
        .extracting(HeaderField::name)
        .doesNotContain("Cache-Control");
  }

  @Test
  @DisplayName("Credentials of another package, of none or malformed make all others give way")
  void yields() throws IOException {
    run("Token new.alice");
    assertThat(tokens.yielded.get()).isZero();
    assertThat(others.yielded.get()).isEqualTo(1);
    run("Basic YTpi");
    assertThat(tokens.yielded.get()).isEqualTo(1);
    assertThat(others.yielded.get()).isEqualTo(2);
    run("Token new.alice", "Token new.bob");
    assertThat(tokens.yielded.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("On an open path too credentials end what the connection stood for, and no more")
  void openPathEndsTheConnection() throws IOException {
    engine.authenticate(TestExchange.get("/x"), PathRule.OPEN);
    assertThat(tokens.yielded.get() + tokens.startedOver.get()).isZero();
    Outcome outcome = engine.authenticate(TestExchange.get("/x", "token new.alice"), PathRule.OPEN);
    assertThat(outcome).isSameAs(Outcome.ABSTAINED);
    assertThat(tokens.startedOver.get()).isEqualTo(1);
    assertThat(others.yielded.get()).isEqualTo(1);
    engine.authenticate(TestExchange.get("/x", "Basic YTpi"), PathRule.OPEN);
    assertThat(tokens.yielded.get()).isEqualTo(1);
    assertThat(engine.authenticate(TestExchange.get("/x", "a", "b"), PathRule.OPEN))
        .isSameAs(Outcome.ABSTAINED);
    assertThat(tokens.yielded.get()).isEqualTo(2);
    assertThat(tokens.accepted.get()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  @DisplayName("Where a package can not serve the connection, its challenges are left out")
  void notOnThisConnection() throws IOException {
    Outcome outcome = run("Token SEC_E_LOGON_DENIED.NOT_ON_THIS_CONNECTION");
    assertThat(((Outcome.Rejected) outcome).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Other realm=\"test\"");
    assertThat(counters.snapshot().challenges()).isEqualTo(1);
  }

  @Test
  @DisplayName("schemes-by-path: only these are offered, in this order, and only these are taken")
  void schemesOfPath() throws IOException {
    PathRule other = PathRule.PROTECTED.by(List.of("other"));
    Outcome outcome = engine.authenticate(TestExchange.get("/x", "Token new.alice"), other);
    assertThat(((Outcome.Rejected) outcome).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Other realm=\"test\"");
    assertThat(tokens.accepted.get()).isZero();
    assertThat(events.get(0).reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
    PathRule turned = PathRule.PROTECTED.by(List.of("other", "token"));
    Outcome challenged = engine.authenticate(TestExchange.get("/x"), turned);
    assertThat(((Outcome.Challenged) challenged).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Other realm=\"test\"", "Token realm=\"test\"");
  }

  @Test
  @DisplayName("A later dispatch to a path of other schemes is refused like their credentials")
  void schemesOfLaterDispatch() throws IOException {
    Authenticated user = (Authenticated) run("Token new.alice");
    TestExchange exchange = TestExchange.get("/x", "Token new.alice");
    PathRule tokens = PathRule.PROTECTED.by(List.of("other", "token"));
    assertThat(engine.authorize(user, exchange, tokens)).isSameAs(user);
    assertThat(engine.authorize(user, exchange, PathRule.PROTECTED)).isSameAs(user);
    Outcome outcome = engine.authorize(user, exchange, PathRule.PROTECTED.by(List.of("other")));
    assertThat(((Outcome.Rejected) outcome).challenges())
        .extracting(HeaderField::value)
        .containsExactly("Other realm=\"test\"");
    assertThat(events.get(1).reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
    assertThat(events.get(1).account()).isEqualTo("alice");
  }

  @Test
  @DisplayName("The audit says what a package knows beside the reason, and how a client logged on")
  void detail() throws IOException {
    run("Token SEC_E_LOGON_DENIED.CLOCK_SKEW");
    assertThat(events.get(0).detail()).isEqualTo("in detail");
    run("Token request.alice");
    assertThat(events.get(1).logon()).isEqualTo(new AuditEvent.Logon("Fake", "none", null));
  }

  @Test
  @DisplayName("An audit log that throws disturbs neither the request nor the other logs")
  void brokenLog() throws IOException {
    AuthenticationEngine withBroken =
        new AuthenticationEngine(
            List.of(tokens),
            counters,
            List.of(
                event -> {
                  throw new IllegalStateException();
                },
                events::add),
            InstantSource.system(),
            () -> NAME,
            policy(Duration.ZERO));
    Outcome outcome =
        withBroken.authenticate(TestExchange.get("/x", "Token new.alice"), PathRule.PROTECTED);
    assertThat(outcome).isInstanceOf(Authenticated.class);
    assertThat(events).hasSize(1);
  }

  @Test
  @DisplayName("Refusals are not stored by caches and do not repeat what was sent")
  void refusalBody() throws IOException {
    Answer answer = Answer.to(run("Token SEC_E_INVALID_TOKEN.MALFORMED"));
    assertThat(answer).isNotNull();
    assertThat(answer.fields()).contains(new HeaderField("Cache-Control", "no-store"));
    assertThat(answer.text()).doesNotContain("SEC_E").contains("400 Bad Request");
  }
}
