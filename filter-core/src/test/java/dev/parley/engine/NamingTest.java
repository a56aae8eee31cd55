package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.audit.AuditEvent;
import dev.parley.audit.FilterName;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.sspi.Reason;
import dev.parley.testing.TestExchange;
import dev.parley.testing.TokenPackage;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class NamingTest {
  private static final Place SHOP = new Place("/shop", "parley");

  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  private final List<AuthenticationService> started = new ArrayList<>();

  private AuthenticationService start(@Nullable Place place, Map<String, ?> more)
      throws ConfigurationException {
    Map<String, Object> values = new HashMap<>(Map.of("realm", "Example", "packages", "token"));
    values.putAll(more);
    AuthenticationService service =
        AuthenticationService.of(
            Configuration.read(Map.of(), values, Map.of("token", new TokenPackage()), true),
            new AuthenticationService.Parts(
                new Refusing(),
                List.of(events::add),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> path),
            place);
    started.add(service);
    return service;
  }

  /** They are written by a thread of each service. */
  private List<AuditEvent> events() {
    for (AuthenticationService each : started) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> each.counters().snapshot().auditWaiting() == 0);
    }
    return events;
  }

  @AfterEach
  void stop() {
    started.forEach(AuthenticationService::close);
  }

  private static Set<String> beans() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return server.queryNames(new ObjectName("dev.parley:type=Parley,*"), null).stream()
        .map(ObjectName::toString)
        .collect(Collectors.toSet());
  }

  private static String bean(String application, String filter, String realm) {
    return "dev.parley:type=Parley,application=%s,filter=%s,realm=%s"
        .formatted(
            ObjectName.quote(application), ObjectName.quote(filter), ObjectName.quote(realm));
  }

  @Test
  @DisplayName("Bean and audit events of two applications name application, realm and filter")
  void twoApplications() throws Exception {
    AuthenticationService shop = start(SHOP, Map.of());
    AuthenticationService bank = start(new Place("/bank", "login"), Map.of("realm", "Bank"));
    assertThat(beans())
        .containsExactlyInAnyOrder(
            bean("/shop", "parley", "Example"), bean("/bank", "login", "Bank"));
    for (AuthenticationService each : List.of(shop, bank)) {
      each.engine().authenticate(TestExchange.get("/x", "Other x"), PathRule.PROTECTED);
      each.passwordLogon().verify("alice", "wrong", TestExchange.get("/x"));
      assertThat(events()).isNotEmpty();
    }
    assertThat(events)
        .extracting(AuditEvent::filter)
        .containsExactly(shop.name(), shop.name(), bank.name(), bank.name());
    assertThat(bank.name()).isEqualTo(new FilterName("/bank", "Bank", "login"));
    assertThat(events).extracting(AuditEvent::reason).doesNotContainNull();
  }

  @Test
  @DisplayName("Settings say what application and filter are called, whatever stands in them")
  void bySettings() throws Exception {
    String odd = "a,b=c:*?\"\\";
    AuthenticationService service =
        start(SHOP, Map.of("application", odd, "name", odd, "realm", odd));
    assertThat(service.name()).isEqualTo(new FilterName(odd, odd, odd));
    assertThat(beans()).containsExactly(bean(odd, odd, odd));
  }

  @Test
  @DisplayName("A namesake starts under the next number, in its events too; a warning says so")
  void namesakes() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Management.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      AuthenticationService first = start(SHOP, Map.of());
      AuthenticationService second = start(SHOP, Map.of());
      start(SHOP, Map.of());
      assertThat(beans())
          .containsExactlyInAnyOrder(
              bean("/shop", "parley", "Example"),
              bean("/shop", "parley#2", "Example"),
              bean("/shop", "parley#3", "Example"));
      second.passwordLogon().verify("alice", "wrong", TestExchange.get("/x"));
      assertThat(events().get(0).filter().filter()).isEqualTo("parley#2");
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .hasSize(2)
          .allMatch(each -> each.contains("set application or name"));
      first.close();
      assertThat(start(SHOP, Map.of()).name().filter()).as("deployed again").isEqualTo("parley");
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  @DisplayName("A filter in no container is called embedded, then as the first that takes it says")
  void builtInJava() throws Exception {
    AuthenticationService service = start(null, Map.of());
    assertThat(service.name()).isEqualTo(new FilterName("embedded", "Example", "parley"));
    service.place(Place.of("", "login"));
    assertThat(service.name()).isEqualTo(new FilterName("/", "Example", "login"));
    service.place(SHOP);
    assertThat(service.name().application()).isEqualTo("/");
    assertThat(beans()).containsExactly(bean("/", "login", "Example"));
    AuthenticationService late = start(null, Map.of());
    late.close();
    late.place(SHOP);
    assertThat(beans()).as("closed").hasSize(1);
  }

  @Test
  @DisplayName("Without an MXBean it has its name all the same")
  void withoutBean() throws Exception {
    AuthenticationService service = start(null, Map.of("mx-bean", false));
    service.place(SHOP);
    assertThat(service.name()).isEqualTo(new FilterName("/shop", "Example", "parley"));
    assertThat(beans()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("The root application is /; a name that a container made up does not count")
  @CsvSource({
    "/shop, login, /shop, login",
    "'', login, /, login",
    ", , /, parley",
    "/a, '', /a, parley",
    "/a, dev.parley.filter.AuthenticationFilter-5e91993f, /a, parley",
    "/a, dev.parley.filter.AuthenticationFilter@5e91993f, /a, parley",
    "/a, dev.parley.filter.AuthenticationFilter, /a, dev.parley.filter.AuthenticationFilter",
  })
  void places(@Nullable String path, @Nullable String name, String application, String filter) {
    assertThat(Place.of(path, name)).isEqualTo(new Place(application, filter));
  }

  /** Knows no user. */
  private static final class Refusing implements DigestAuthority {
    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }
  }
}
