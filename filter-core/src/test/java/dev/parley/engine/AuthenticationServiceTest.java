package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.audit.AuditEvent;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.context.ContextReference;
import dev.parley.context.KeptContext;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import dev.parley.testing.TokenPackage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthenticationServiceTest {
  private final TokenPackage tokens = new TokenPackage();
  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  private final FakeAuthority authority = new FakeAuthority();
  private final List<AuthenticationService> started = new ArrayList<>();

  private static final class FakeAuthority implements DigestAuthority {
    boolean closed;
    boolean down;
    final List<AccountListener> listeners = new ArrayList<>();

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
      if (down) {
        throw new IllegalStateException("broken");
      }
      return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }

    @Override
    public void addListener(AccountListener listener) {
      listeners.add(listener);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record Kept(Identity identity, long expiresMillis, Runnable wiped)
      implements KeptContext {
    @Override
    public String packageName() {
      return "Token";
    }

    @Override
    public long establishedMillis() {
      return 0;
    }

    @Override
    public void destroy(ContextReference reference) {
      wiped.run();
    }
  }

  private AuthenticationService start(Map<String, ?> more) throws ConfigurationException {
    Map<String, Object> values = new HashMap<>(more);
    values.put("realm", "r");
    values.put("packages", "token");
    Configuration configuration =
        Configuration.read(
            Map.of(), values, Map.of("token", tokens), !values.containsKey("users-file"));
    AuthenticationService service =
        AuthenticationService.of(
            configuration,
            new AuthenticationService.Parts(
                values.containsKey("users-file") ? null : authority,
                List.of(events::add),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> path));
    started.add(service);
    return service;
  }

  /** They are written in a thread of its own. */
  private List<AuditEvent> events() {
    for (AuthenticationService each : started) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> each.counters().snapshot().auditWaiting() == 0);
    }
    return events;
  }

  private ContextReference keep(String name) {
    return keep(name, () -> {});
  }

  private ContextReference keep(String name, Runnable wiped) {
    ContextReference reference = ContextReference.random(new SecureRandom());
    tokens
        .services
        .contexts()
        .keep(
            reference,
            new Kept(
                new Identity(name, "fake", Set.of()),
                System.currentTimeMillis() + 1_000_000,
                wiped),
            tokens.services.contexts().changes().now());
    return reference;
  }

  @Test
  @DisplayName("An idle server wipes what is over by itself, by a thread that ends with it")
  void idleServer() throws Exception {
    AuthenticationService service = start(Map.of("context-idle", "1s"));
    CountDownLatch destroyed = new CountDownLatch(1);
    KeptContext context =
        new KeptContext() {
          @Override
          public Identity identity() {
            return new Identity("alice", "fake", Set.of());
          }

          @Override
          public String packageName() {
            return "Token";
          }

          @Override
          public long establishedMillis() {
            return 0;
          }

          @Override
          public long expiresMillis() {
            return Long.MAX_VALUE;
          }

          @Override
          public void destroy(ContextReference reference) {
            destroyed.countDown();
          }
        };
    Set<Thread> upkeep =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().equals("parley-kept-contexts"))
            .collect(Collectors.toSet());
    assertThat(upkeep).isNotEmpty();
    tokens.services.contexts().keep(ContextReference.random(new SecureRandom()), context, 0);
    assertThat(destroyed.await(2, TimeUnit.MINUTES)).isTrue();
    service.close();
    for (Thread each : upkeep) {
      each.join(60_000);
      assertThat(each.isAlive()).isFalse();
    }
  }

  @AfterEach
  void stop() {
    started.forEach(AuthenticationService::close);
  }

  @Test
  @DisplayName(
      "An operator lists contexts, revokes one by its id and all of a user, whose name has many forms")
  void operator() throws ConfigurationException {
    AuthenticationService service = start(Map.of());
    ContextReference first = keep("alice");
    ContextReference second = keep("EXAMPLE\\Alice");
    ContextReference third = keep("bob");
    assertThat(service.contexts().size()).isEqualTo(3);
    assertThat(service.contexts().list(10))
        .extracting(ContextView::id)
        .containsExactlyInAnyOrder(first.id(), second.id(), third.id());
    assertThat(service.contexts().list(2)).hasSize(2);
    assertThat(service.contexts().revokeById("no such")).isFalse();
    assertThat(service.contexts().revokeById(third.id())).isTrue();
    assertThat(service.contexts().revokeByUser("ALICE")).isEqualTo(2);
    assertThat(service.contexts().size()).isZero();
    assertThat(tokens.services.contexts().isRevoked(first)).isTrue();
    assertThat(events())
        .extracting(AuditEvent::type)
        .containsOnly(AuditEvent.Type.LOGOUT)
        .hasSize(3);
  }

  @Test
  @DisplayName("What an authority takes back is forgotten, and clients may come back silently")
  void forgotten() throws ConfigurationException {
    AuthenticationService service = start(Map.of());
    ContextReference alice = keep("alice");
    keep("bob");
    authority.listeners.get(0).accountChanged("Alice");
    assertThat(service.contexts().list(10)).extracting(ContextView::user).containsExactly("bob");
    assertThat(tokens.services.contexts().isRevoked(alice)).isFalse();
    authority.listeners.get(0).allAccountsChanged();
    assertThat(service.contexts().size()).isZero();
  }

  @Test
  @DisplayName(
      "The MXBean shows counters and contexts, revokes, and goes when the service is closed")
  void mxBean() throws Exception {
    AuthenticationService service = start(Map.of());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName(
            "dev.parley:type=Parley,application=\"embedded\",filter=\"parley\",realm=\"r\"");
    ParleyMXBean bean = JMX.newMXBeanProxy(server, name, ParleyMXBean.class);
    service.counters().authorityCalled(4_000, true);
    service.counters().authorityCalled(2_000, true);
    service.counters().refused(Reason.REALM_MISMATCH);
    assertThat(bean.getAuthorityCalls()).isEqualTo(2);
    assertThat(bean.getAuthorityMeanMicros()).isEqualTo(3);
    assertThat(bean.getRefusals()).containsEntry("REALM_MISMATCH", 1L);
    assertThat(bean.getPackages()).containsExactly("TestToken");
    assertThat(bean.getContextsHeld()).isZero();
    assertThat(bean.listContexts(5)).isEmpty();
    service.close();
    assertThat(server.queryNames(new ObjectName("dev.parley:*"), null)).isEmpty();
  }

  @Test
  @DisplayName("A part that fails to close leaves no bean, no thread and no context of others")
  void closesWhateverFails() throws Exception {
    Path users = Files.createTempFile("parley-users-", ".json");
    Files.writeString(users, "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
    Set<Thread> before = threads();
    AuthenticationService service = start(Map.of("users-file", users.toString()));
    Set<Thread> ours = threads();
    ours.removeAll(before);
    assertThat(ours)
        .extracting(Thread::getName)
        .contains("parley-kept-contexts", "parley-users-file");
    AtomicInteger wiped = new AtomicInteger();
    for (String each : List.of("alice", "bob", "carol")) {
      keep(
          each,
          () -> {
            wiped.incrementAndGet();
            throw new NoClassDefFoundError("of a package that is gone");
          });
    }
    tokens.closingFails = true;
    service.close();
    assertThat(wiped).hasValue(3);
    assertThat(service.contexts().size()).isZero();
    assertThat(
            ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("dev.parley:*"), null))
        .isEmpty();
    for (Thread each : ours) {
      each.join(60_000);
      assertThat(each.isAlive()).as(each.getName()).isFalse();
    }
    Files.delete(users);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("parley-"))
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("A given authority is the giver's to close; after close it is not listened to")
  void lent() throws ConfigurationException {
    AuthenticationService service = start(Map.of());
    service.close();
    assertThat(authority.closed).isFalse();
    assertThat(tokens.closed).isTrue();
    authority.listeners.forEach(AccountListener::allAccountsChanged);
  }

  @Test
  @DisplayName(
      "login(): a wrong user is refused and audited, a broken authority is no wrong password")
  void passwordLogon() throws ConfigurationException {
    AuthenticationService service = start(Map.of());
    TestExchange exchange = TestExchange.get("/x");
    assertThat(service.passwordLogon().verify("alice", "pw", exchange))
        .isEqualTo(new PasswordLogon.Refused(Reason.UNKNOWN_ACCOUNT));
    authority.down = true;
    assertThat(service.passwordLogon().verify("alice", "pw", exchange))
        .isEqualTo(new PasswordLogon.Refused(Reason.AUTHORITY_UNAVAILABLE));
    assertThat(events())
        .extracting(AuditEvent::type)
        .containsExactly(AuditEvent.Type.REFUSAL, AuditEvent.Type.AUTHORITY_DOWN);
  }

  @Test
  @DisplayName("A users file that is not there refuses to start, with the path that was tried")
  void noFile() {
    assertThatThrownBy(() -> start(Map.of("users-file", Path.of("no", "such.json").toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("users-file = ")
        .hasMessageContaining("such.json");
  }
}
