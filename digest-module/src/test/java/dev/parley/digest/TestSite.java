package dev.parley.digest;

import dev.parley.audit.Counters;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.Throttle;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.PackageServices;
import dev.parley.config.Problem;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.context.AccountKeys;
import dev.parley.context.CaffeineAccountKeys;
import dev.parley.context.CaffeineContextCache;
import dev.parley.context.ContextCache;
import dev.parley.context.Forgetter;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.ServerCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server with the Digest package and nothing around it, and a clock that is set by hand. */
public final class TestSite implements InstantSource {
  public final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
  public final TestAuthority authority = new TestAuthority();
  public final Counters counters = new Counters();
  public final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  public final ContextCache contexts =
      new CaffeineContextCache(10_000, Duration.ofHours(1), Duration.ofHours(10), counters, this);
  public AccountKeys accountKeys = accountKeys(Duration.ofMinutes(5));
  public volatile @Nullable Reason held;
  public Throttle throttle = new ThrottleByHand();
  public volatile Runnable clockAsked = () -> {};
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private @Nullable ServerCredentials server;

  public TestSite() {
    set(CoreSettings.REALM, "test");
  }

  public <T> TestSite set(Setting<T> setting, T value) {
    values.put(setting, value);
    return this;
  }

  private AccountKeys accountKeys(Duration lifetime) {
    return new CaffeineAccountKeys(1000, lifetime, contexts.changes(), this);
  }

  public TestSite withoutAccountKeys() {
    accountKeys = accountKeys(Duration.ZERO);
    return this;
  }

  @Override
  public Instant instant() {
    clockAsked.run();
    return Instant.ofEpochMilli(millis.get());
  }

  public void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  /** As after a restart: another process, with what the settings say and nothing else. */
  public TestSite restart() {
    contexts.removeIf(context -> true, false);
    accountKeys.clear();
    server = null;
    return this;
  }

  /** Takes back what is kept, as authorities and operators do. */
  public Forgetter forgetter() {
    return new Forgetter(contexts, accountKeys);
  }

  public DigestPackage open() throws ConfigurationException {
    authority.listeners.clear();
    authority.addListener(forgetter());
    return new DigestPackage(
        new Values(),
        new PackageServices(
            contexts,
            accountKeys,
            authority,
            null,
            AccountLookups.NONE,
            throttle,
            counters,
            this,
            this,
            new SecureRandom(),
            (setting, path) -> path));
  }

  /** Holds back when it is told to, and counts what is wrong. */
  private final class ThrottleByHand implements Throttle {
    @Override
    public @Nullable Reason check(String account, String address) {
      return held;
    }

    @Override
    public @Nullable Reason check(String address) {
      return held == Reason.THROTTLED ? held : null;
    }

    @Override
    public boolean isClean() {
      return true;
    }

    @Override
    public void succeeded(String account, String address) {}

    @Override
    public WrongAnswers wrongAnswers() {
      return renewed -> {};
    }

    @Override
    public Attempt begin(String account, String address) {
      Reason now = held;
      return new Attempt() {
        @Override
        public @Nullable Reason held() {
          return now;
        }

        @Override
        public void await(CountDownLatch other) {
          try {
            other.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }

        @Override
        public void countAlsoFor(String name) {}

        @Override
        public void failed() {
          ThrottleByHand.this.failed(account, address);
        }

        @Override
        public void succeeded() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public void failed(String account, String address) {
      failures
          .computeIfAbsent(account + "@" + address, key -> new AtomicInteger())
          .incrementAndGet();
    }
  }

  private final class Values implements Settings {
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
      return (T) values.getOrDefault(setting, setting.defaultValue());
    }

    @Override
    public boolean isSet(Setting<?> setting) {
      return values.containsKey(setting);
    }

    @Override
    public Problem problem(Setting<?> setting, String allowed, String mend) {
      return new Problem(
          setting.key(),
          setting.secret() ? "[secret]" : String.valueOf(get(setting)),
          allowed,
          mend);
    }
  }

  public ServerCredentials server() {
    if (server == null) {
      try {
        server = open().acquireCredentials();
      } catch (ConfigurationException e) {
        throw new IllegalStateException(e);
      }
    }
    return server;
  }

  /** Puts a request through accept and, where needed, complete. */
  public AcceptResult request(TestExchange exchange) {
    try {
      AcceptResult result = server().acceptSecurityContext(null, exchange);
      return result.status() == SecurityStatus.SEC_I_COMPLETE_NEEDED
          ? server().completeAuthToken(Objects.requireNonNull(result.context()), exchange)
          : result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the client take a challenge. */
  public TestClient challenge(TestClient client, String algorithm) {
    return client.take(request(TestExchange.get("/")).token(), algorithm);
  }

  /** Has the client answer. */
  public AcceptResult answer(TestClient client, TestExchange exchange) {
    return request(exchange.with(client.answer(exchange)));
  }
}
