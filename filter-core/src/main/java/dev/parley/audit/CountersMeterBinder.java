package dev.parley.audit;

import dev.parley.audit.Counters.Snapshot;
import dev.parley.sspi.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Binds the counters to a Micrometer registry as {@code parley.*}. Needs micrometer-core, which
 * Parley does not bring along.
 */
// who uses this class has Micrometer; all others must compile without it
@SuppressWarnings("exports")
public final class CountersMeterBinder implements MeterBinder {
  private final Supplier<Snapshot> counters;

  /**
   * @param counters where the counts are read, such as {@code filter::counters}
   */
  public CountersMeterBinder(Supplier<Snapshot> counters) {
    this.counters = counters;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(
        registry, "parley.challenges", "requests answered with a challenge", Snapshot::challenges);
    count(registry, "parley.logons", "contexts established", Snapshot::logons);
    count(
        registry,
        "parley.verifications.local",
        "requests verified with a kept key",
        Snapshot::localVerifications);
    count(
        registry,
        "parley.resumed",
        "requests of clients known by connection or session",
        Snapshot::resumed);
    count(
        registry,
        "parley.authority.failures",
        "questions without answer",
        Snapshot::authorityFailures);
    count(registry, "parley.stale", "right passwords with a worn-out nonce", Snapshot::stale);
    count(registry, "parley.replays", "nonce counts that came twice", Snapshot::replays);
    count(registry, "parley.nonces.forged", "nonces not made by us", Snapshot::forgedNonces);
    count(
        registry,
        "parley.contexts.evictions",
        "contexts evicted at the bound",
        Snapshot::evictions);
    count(
        registry,
        "parley.audit.dropped",
        "audit events dropped because their log is too slow",
        Snapshot::auditDropped);
    FunctionTimer.builder(
            "parley.authority.calls",
            counters,
            each -> each.get().authorityCalls(),
            each -> each.get().authorityNanos(),
            TimeUnit.NANOSECONDS)
        .description("questions put to the authority")
        .register(registry);
    Gauge.builder("parley.contexts", () -> counters.get().contextsHeld())
        .description("contexts held")
        .strongReference(true)
        .register(registry);
    Gauge.builder("parley.audit.waiting", () -> counters.get().auditWaiting())
        .description("audit events that are not written yet")
        .strongReference(true)
        .register(registry);
    for (Reason reason : Reason.values()) {
      String word = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      FunctionCounter.builder("parley.refusals", counters, each -> refusals(each, reason))
          .tags(Tags.of("reason", word))
          .description("requests refused")
          .register(registry);
    }
  }

  private static double refusals(Supplier<Snapshot> counters, Reason reason) {
    return counters.get().refusals().getOrDefault(reason, 0L);
  }

  private void count(
      MeterRegistry registry, String name, String description, ToLongFunction<Snapshot> value) {
    FunctionCounter.builder(name, counters, each -> value.applyAsLong(each.get()))
        .description(description)
        .register(registry);
  }
}
