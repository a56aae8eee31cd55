package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.parley.authority.AccountListener;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.filter.FakeAnswer.Flaw;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityPackage;
import dev.parley.testing.TokenPackage;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The life of a filter in a container")
class LifeCycleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Makes the token package, or fails, or waits, as it is told. */
  private static final class Provider implements PackageProvider {
    final TokenPackage tokens = new TokenPackage();
    final AtomicInteger attempts = new AtomicInteger();
    volatile @Nullable Throwable failure;
    volatile @Nullable CountDownLatch hold;

    @Override
    public String name() {
      return "token";
    }

    @Override
    public List<Setting<?>> settings() {
      return tokens.settings();
    }

    @Override
    public List<SecurityPackage> create(Settings settings, PackageServices services) {
      attempts.incrementAndGet();
      CountDownLatch latch = hold;
      if (latch != null) {
        awaitFully(latch);
      }
      Throwable thrown = failure;
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      return tokens.create(settings, services);
    }

    /** As a file system that hangs does: no interruption ends it. */
    private static void awaitFully(CountDownLatch latch) {
      boolean interrupted = false;
      while (latch.getCount() > 0) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @TempDir Path folder;

  private final Provider provider = new Provider();
  private final FakeContainer container = new FakeContainer();
  private final LogLines log = new LogLines();

  @AfterEach
  void closeLog() {
    log.close();
  }

  private AuthenticationFilterBuilder builder() {
    return AuthenticationFilter.builder()
        .set("realm", "r")
        .set("packages", "token")
        .set("mx-bean", false)
        .packageProvider(provider)
        .digestAuthority(new FilterServer.OneUser());
  }

  /** A filter that a container has ended, and may initialise again. */
  private AuthenticationFilter ended() throws Exception {
    AuthenticationFilter filter = builder().build();
    filter.destroy();
    provider.attempts.set(0);
    return filter;
  }

  private FakeAnswer send(AuthenticationFilter filter) throws Exception {
    FakeAnswer answer = new FakeAnswer(Flaw.NONE);
    filter.doFilter(FakeAnswer.request(container), answer.response(), container.application());
    return answer;
  }

  private void assertRefused(AuthenticationFilter filter) throws Exception {
    FakeAnswer answer = send(filter);
    assertThat(answer.status).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(NotStartedTest.TEXT);
    assertThat(container.served).hasValue(0);
  }

  private void awaitStart(AuthenticationFilter filter) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              if (isStarted(filter)) {
                return true;
              }
              assertRefused(filter);
              return false;
            });
  }

  private static boolean isStarted(AuthenticationFilter filter) {
    try {
      filter.counters();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static Set<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.isAlive() && each.getName().startsWith(prefix))
        .map(each -> each.getName() + each.getId())
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("A request before init: 503, and one line that says so")
  void beforeInit() throws Exception {
    AuthenticationFilter filter = new AuthenticationFilter();
    assertRefused(filter);
    assertRefused(filter);
    assertThat(log.of(Level.ERROR)).singleElement().asString().contains("init was not called");
    assertThat(container.log)
        .singleElement()
        .asString()
        .contains("answers every request with 503; the logger ")
        .doesNotContain("init was not called");
  }

  @Test
  @DisplayName("A request after destroy: 503; init starts it again; the attribute stays")
  void destroyed() throws Exception {
    AuthenticationFilter filter = builder().build();
    filter.init(container.config());
    assertThat(container.attributes.get(AuthenticationFilter.class.getName())).isSameAs(filter);
    assertThat(container.attributes.get(AuthenticationFilter.class.getName() + ".parley"))
        .isSameAs(filter);
    filter.destroy();
    assertRefused(filter);
    assertThat(provider.tokens.closed).isTrue();
    assertThat(container.attributes.get(AuthenticationFilter.class.getName())).isSameAs(filter);
    assertThatThrownBy(filter::counters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it was ended");
    filter.init(container.config());
    assertThat(isStarted(filter)).isTrue();
    assertThat(provider.tokens.closed).isFalse();
    filter.destroy();
    assertThat(log.of(Level.ERROR)).isEmpty();
  }

  @Test
  @DisplayName("A filter that was built in Java goes on when it is initialised, also twice")
  void builtIsInitialisedTwice() throws Exception {
    try (AuthenticationFilter filter = builder().build()) {
      filter.init(container.config());
      filter.init(container.config());
      assertThat(provider.attempts).hasValue(1);
      assertThat(isStarted(filter)).isTrue();
    }
  }

  @Test
  @DisplayName("A second init of a web.xml's filter ends what the first one has started")
  void initTwice() throws Exception {
    Path file = folder.resolve("users.json");
    Files.writeString(file, "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
    Set<String> before = threads("parley-users-file");
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(FilterServer.tokenLoader());
    try (AuthenticationFilter filter = new AuthenticationFilter()) {
      container.initParams.put("realm", "r");
      container.initParams.put("packages", "token");
      container.initParams.put("mx-bean", "false");
      container.initParams.put("users-file", file.toString());
      filter.init(container.config());
      assertThat(isStarted(filter)).isTrue();
      filter.init(container.config());
      assertThat(isStarted(filter)).isTrue();
      assertThat(threads("parley-users-file")).hasSize(before.size() + 1);
      container.initParams.put("relm", "r");
      filter.init(container.config());
      assertRefused(filter);
      assertThat(threads("parley-users-file")).hasSameSizeAs(before);
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("a defect"),
        new OutOfMemoryError("heap"),
        new StackOverflowError(),
        new ServiceConfigurationError("a service"),
        new AssertionError("an assertion"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @DisplayName("Whatever is thrown: init throws nothing, 503, one line; the next attempt starts it")
  void whateverIsThrown(Throwable thrown) throws Exception {
    try (AuthenticationFilter filter = ended()) {
      provider.failure = thrown;
      assertThatCode(() -> filter.init(container.config())).doesNotThrowAnyException();
      assertRefused(filter);
      assertThat(log.of(Level.ERROR))
          .singleElement()
          .asString()
          .contains(thrown.toString())
          .contains("tries again when requests come");
      assertThat(container.log)
          .singleElement()
          .asString()
          .contains("dev.parley.filter.AuthenticationFilter says why")
          .doesNotContain(thrown.toString());
      provider.failure = null;
      awaitStart(filter);
      assertThat(log.of(Level.ERROR)).hasSize(1);
      await().atMost(PATIENCE).until(() -> !log.of(Level.INFO).isEmpty());
      assertThat(log.of(Level.INFO)).singleElement().asString().contains("has started");
      await().atMost(PATIENCE).until(() -> container.log.size() == 2);
    }
  }

  @Test
  @DisplayName("A class that is missing is named with its jar, and is not looked for again")
  void missingClass() throws Exception {
    try (AuthenticationFilter filter = ended()) {
      provider.failure = new NoClassDefFoundError("org/bouncycastle/asn1/ASN1ObjectIdentifier");
      filter.init(container.config());
      assertThat(send(filter).fields).containsEntry("Retry-After", "60");
      assertThat(log.of(Level.ERROR))
          .singleElement()
          .asString()
          .contains("org/bouncycastle/asn1/ASN1ObjectIdentifier")
          .contains("bcprov (org.bouncycastle:bcprov-jdk18on)")
          .contains("WEB-INF/lib")
          .contains("deploy the application again");
      assertRefused(filter);
      assertThat(threads("parley-start")).isEmpty();
      assertThat(provider.attempts).hasValue(1);
    }
  }

  @Test
  @DisplayName("One attempt is made at a time, and no request waits for it")
  void oneAttempt() throws Exception {
    try (AuthenticationFilter filter = ended()) {
      provider.failure = new IllegalStateException("a defect");
      filter.init(container.config());
      CountDownLatch hold = new CountDownLatch(1);
      provider.hold = hold;
      provider.failure = null;
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertRefused(filter);
                return provider.attempts.get() == 2;
              });
      // The attempt hangs: these would too, if they waited for it, and further ones were begun.
      for (int i = 0; i < 100; i++) {
        assertRefused(filter);
      }
      assertThat(provider.attempts).hasValue(2);
      assertThat(threads("parley-start")).hasSize(1);
      hold.countDown();
      awaitStart(filter);
      assertThat(provider.attempts).hasValue(2);
      await().atMost(PATIENCE).until(() -> threads("parley-start").isEmpty());
    }
  }

  @Test
  @DisplayName("destroy during an attempt: what it makes is closed, and its thread ends")
  void destroyedDuringAnAttempt() throws Exception {
    AuthenticationFilter filter = ended();
    provider.failure = new IllegalStateException("a defect");
    filter.init(container.config());
    CountDownLatch hold = new CountDownLatch(1);
    provider.hold = hold;
    provider.failure = null;
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertRefused(filter);
              return provider.attempts.get() == 2;
            });
    filter.destroy();
    assertRefused(filter);
    provider.tokens.closed = false;
    hold.countDown();
    await().atMost(PATIENCE).until(() -> threads("parley-start").isEmpty());
    assertThat(provider.tokens.closed).isTrue();
    assertThat(isStarted(filter)).isFalse();
    assertRefused(filter);
    assertThat(log.of(Level.INFO)).isEmpty();
  }

  @Test
  @DisplayName("An attempt that fails leaves no thread and no package behind")
  void failedAttemptsLeaveNothing() throws Exception {
    Path file = folder.resolve("users.json");
    Files.writeString(file, "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
    Set<String> before = threads("parley-");
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder()
            .set("realm", "r")
            .set("packages", "token")
            .set("mx-bean", false)
            .set("users-file", file)
            .packageProvider(provider);
    provider.failure = new OutOfMemoryError("heap");
    assertThatThrownBy(builder::build).isInstanceOf(OutOfMemoryError.class);
    assertThat(threads("parley-")).isEqualTo(before);
    provider.failure = null;
    builder.set("schemes-by-path", "/x = absent");
    assertThatThrownBy(builder::build).hasMessageContaining("schemes-by-path");
    assertThat(provider.tokens.closed).isTrue();
    assertThat(threads("parley-")).isEqualTo(before);
  }

  @Test
  @DisplayName("An attempt that fails leaves no listener with an authority that is given in Java")
  void failedAttemptsLeaveNoListener() throws Exception {
    AtomicInteger listeners = new AtomicInteger();
    DigestAuthority authority =
        new DigestAuthority() {
          @Override
          public String name() {
            return "given";
          }

          @Override
          public DigestVerdict verify(DigestQuestion question) {
            return new DigestVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
          }

          @Override
          public void addListener(AccountListener listener) {
            listeners.incrementAndGet();
          }
        };
    AuthenticationFilterBuilder builder = builder().digestAuthority(authority);
    provider.failure = new IllegalStateException("a defect");
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThat(listeners).hasValue(0);
    provider.failure = null;
    builder.build().close();
    assertThat(listeners).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The refusal throws nothing, whatever the response cannot do")
  void anyResponse(Flaw flaw) throws Exception {
    FakeAnswer answer = new FakeAnswer(flaw);
    new AuthenticationFilter()
        .doFilter(FakeAnswer.request(container), answer.response(), container.application());
    assertThat(answer.status).isEqualTo(503);
    assertThat(answer.fields).containsEntry("Cache-Control", "no-store");
    assertThat(answer.body()).isEqualTo(flaw == Flaw.CLIENT_GONE ? "" : NotStartedTest.TEXT);
    assertThat(container.served).hasValue(0);
  }

  @Test
  @DisplayName("Something that is not HTTP gets nothing, and nothing is thrown")
  void notHttp() throws Exception {
    ServletRequest request =
        (ServletRequest)
            Proxy.newProxyInstance(
                LifeCycleTest.class.getClassLoader(),
                new Class<?>[] {ServletRequest.class},
                (proxy, method, given) -> null);
    ServletResponse response =
        (ServletResponse)
            Proxy.newProxyInstance(
                LifeCycleTest.class.getClassLoader(),
                new Class<?>[] {ServletResponse.class},
                (proxy, method, given) -> {
                  throw new AssertionError(method.getName());
                });
    new AuthenticationFilter().doFilter(request, response, container.application());
    assertThat(container.served).hasValue(0);
  }

  @Test
  @DisplayName("A container that fails in init does not make it throw")
  void containerFails() {
    AuthenticationFilter filter = new AuthenticationFilter();
    assertThatCode(() -> filter.init(null)).doesNotThrowAnyException();
    assertThat(log.of(Level.ERROR)).hasSize(1);
  }

  @Test
  @DisplayName("Requests while the filter is destroyed get an answer and no exception")
  void requestsDuringDestroy() throws Exception {
    FilterServer server = new FilterServer().servlet("/who/*", FilterServer::who).start();
    try {
      CountDownLatch running = new CountDownLatch(1);
      Thread closing =
          new Thread(
              () -> {
                try {
                  running.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                ((AuthenticationFilter)
                        server
                            .context
                            .getServletContext()
                            .getAttribute(AuthenticationFilter.class.getName()))
                    .close();
              });
      closing.start();
      int status = 0;
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (status != 503 && System.nanoTime() < end) {
        status = server.get("/who/x", "Authorization", "Token new.alice").statusCode();
        assertThat(status).isIn(200, 503);
        running.countDown();
      }
      assertThat(status).isEqualTo(503);
      closing.join(PATIENCE.toMillis());
    } finally {
      server.close();
    }
  }
}
