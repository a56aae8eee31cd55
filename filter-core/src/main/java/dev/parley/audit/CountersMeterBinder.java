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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Binds the counters to a Micrometer registry as {@code parley.*}. Every meter has the tags {@code
 * application}, {@code realm} and {@code filter}, one value of each for a filter, so that several
 * filters may be bound to one registry. Needs micrometer-core, which Parley does not bring along.
 */
// who uses this class has Micrometer; all others must compile without it
@SuppressWarnings("exports")
public final class CountersMeterBinder implements MeterBinder {
  private final Supplier<Snapshot> counters;
  private final Supplier<FilterName> name;

  /**
   * @param counters where the counts are read, such as {@code filter::counters}
   * @param name what the filter is called, such as {@code filter::name}; asked when meters are
   *     bound
   */
  public CountersMeterBinder(Supplier<Snapshot> counters, Supplier<FilterName> name) {
    this.counters = counters;
    this.name = name;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FilterName bound = name.get();
    Tags tags =
        Tags.of(
            "application", bound.application(), "realm", bound.realm(), "filter", bound.filter());
    counts()
        .forEach(
            (meter, count) ->
                functionCounter(meter, count.value())
                    .tags(tags)
                    .description(count.description())
                    .register(registry));
    FunctionTimer.builder(
            "parley.authority.calls",
            counters,
            each -> each.get().authorityCalls(),
            each -> each.get().authorityNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .description("questions put to the authority")
        .register(registry);
    Gauge.builder("parley.contexts", () -> counters.get().contextsHeld())
        .tags(tags)
        .description("contexts held")
        .strongReference(true)
        .register(registry);
    Gauge.builder("parley.audit.waiting", () -> counters.get().auditWaiting())
        .tags(tags)
        .description("audit events that are not written yet")
        .strongReference(true)
        .register(registry);
    for (Reason reason : Reason.values()) {
      String word = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      functionCounter("parley.refusals", now -> now.refusals().getOrDefault(reason, 0L))
          .tags(tags.and("reason", word))
          .description("requests refused")
          .register(registry);
    }
  }

  private record Count(String description, ToLongFunction<Snapshot> value) {}

  private static Map<String, Count> counts() {
    return Map.of(
        "parley.challenges",
        new Count("requests answered with a challenge", Snapshot::challenges),
        "parley.logons",
        new Count("contexts established", Snapshot::logons),
        "parley.verifications.local",
        new Count("requests verified with a kept key", Snapshot::localVerifications),
        "parley.resumed",
        new Count("requests of clients known by connection or session", Snapshot::resumed),
        "parley.authority.failures",
        new Count("questions without answer", Snapshot::authorityFailures),
        "parley.stale",
        new Count("right passwords with a worn-out nonce", Snapshot::stale),
        "parley.replays",
        new Count("nonce counts that came twice", Snapshot::replays),
        "parley.nonces.forged",
        new Count("nonces not made by us", Snapshot::forgedNonces),
        "parley.contexts.evictions",
        new Count("contexts evicted at the bound", Snapshot::evictions),
        "parley.audit.dropped",
        new Count("audit events dropped because their log is too slow", Snapshot::auditDropped));
  }

  private FunctionCounter.Builder<?> functionCounter(String meter, ToLongFunction<Snapshot> value) {
    return FunctionCounter.builder(meter, counters, each -> value.applyAsLong(each.get()));
  }
}
