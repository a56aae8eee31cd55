package dev.parley.negotiate.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.context.ContextPlaces;
import dev.parley.context.ContextReference;
import dev.parley.context.Owners;
import dev.parley.negotiate.NegotiatePackage;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.testing.FakeMechanism;
import dev.parley.negotiate.testing.TestServices;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.testing.TestExchange;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who was proved on which connection and in which session")
class KeepingTest {
  private final TestServices site = new TestServices();
  private final AtomicLong nanos = new AtomicLong();
  private final Keeping keeping =
      new Keeping(
          "Negotiate",
          new ContextPlaces(10, 4, 10),
          KeepMode.SESSION,
          Duration.ofMinutes(5),
          new Connections(TestOptions.of(KeepMode.SESSION)),
          site.contexts,
          nanos::get);

  private KeptNegotiation alice() {
    return client("alice");
  }

  private KeptNegotiation client(String name) {
    EstablishedContext context;
    try (Mechanism.Acceptor acceptor = FakeMechanism.kerberos().newAcceptor()) {
      byte[] token = ("x " + name).getBytes(StandardCharsets.US_ASCII);
      Step step = acceptor.accept(token, new Peer("192.0.2.1", "", List.of()));
      context = ((Step.Established) step).context();
    }
    Proved proved =
        new Proved(
            context,
            NegotiatePackage.INFO,
            new NegotiationInfo("NTLM", true, 2),
            new Lifespan(site.instant(), site.instant().plus(Duration.ofHours(1))));
    return new KeptNegotiation(
        ContextReference.random(new SecureRandom()),
        proved,
        Owners.NONE,
        site.millis(),
        site.millis() + Duration.ofHours(1).toMillis());
  }

  private KeptNegotiation kept() {
    return kept("alice");
  }

  private KeptNegotiation kept(String name) {
    KeptNegotiation kept = client(name);
    site.contexts.keep(kept.reference(), kept, 0);
    return kept;
  }

  private static TestExchange on(String connection) {
    return TestExchange.get("/x").on(connection, "http/1.1");
  }

  /** Time passes until the connections that were not used are forgotten. */
  private void forgetConnections() {
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    for (int i = 0; i < 100; i++) {
      keeping.keepForConnection(on("other " + i), kept(), false);
    }
  }

  @Test
  @DisplayName("a connection that is not used is forgotten, and its client's keys are wiped")
  void idle() {
    KeptNegotiation alice = kept();
    keeping.keepForConnection(on("1"), alice, false);
    assertThat(keeping.find(on("1"), KeptBy.CONNECTION)).isSameAs(alice);
    forgetConnections();
    assertThat(keeping.find(on("1"), KeptBy.CONNECTION)).isNull();
    assertThat(alice.isDestroyed()).isTrue();
  }

  @Test
  @DisplayName("one account pushes out its own connections beyond its share, and no others")
  void share() {
    KeptNegotiation bob = kept("bob");
    keeping.keepForConnection(on("bob's"), bob, false);
    KeptNegotiation last = bob;
    for (int i = 0; i < 50; i++) {
      nanos.addAndGet(Duration.ofMillis(1).toNanos());
      last = kept("alice");
      keeping.keepForConnection(on("alice's " + i), last, false);
    }
    assertThat(keeping.find(on("bob's"), KeptBy.CONNECTION)).isSameAs(bob);
    assertThat(keeping.find(on("alice's 49"), KeptBy.CONNECTION)).isSameAs(last);
    assertThat(keeping.find(on("alice's 46"), KeptBy.CONNECTION)).isNotNull();
    assertThat(keeping.find(on("alice's 45"), KeptBy.CONNECTION)).isNull();
  }

  @Test
  @DisplayName("a connection that is not used is forgotten on an idle server too")
  void tidy() {
    KeptNegotiation alice = kept();
    keeping.keepForConnection(on("1"), alice, false);
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    keeping.tidy();
    assertThat(alice.isDestroyed()).isTrue();
  }

  @Test
  @DisplayName("a client of NTLM that is kept for the session outlives its connection")
  void sessionOutlivesConnection() {
    Map<String, String> session = new HashMap<>();
    KeptNegotiation alice = kept();
    assertThat(keeping.keepForSession(on("1").in(session), alice)).isTrue();
    keeping.keepForConnection(on("1"), alice, true);
    forgetConnections();
    assertThat(alice.isDestroyed()).isFalse();
    assertThat(keeping.find(on("2").in(session), KeptBy.SESSION)).isSameAs(alice);
    keeping.forget(on("2").in(session));
    assertThat(alice.isDestroyed()).isTrue();
    assertThat(session).isEmpty();
  }
}
