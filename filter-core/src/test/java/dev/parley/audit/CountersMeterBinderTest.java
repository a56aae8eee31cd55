package dev.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountersMeterBinderTest {
  private static final FilterName SHOP = new FilterName("/shop", "Example", "parley");

  @Test
  @DisplayName("Filters that are bound to one registry are told apart by the tags of every meter")
  void severalFilters() {
    Counters ofShop = new Counters();
    Counters ofBank = new Counters();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new CountersMeterBinder(ofShop::snapshot, () -> SHOP).bindTo(registry);
    int meters = registry.getMeters().size();
    FilterName bank = new FilterName("/bank", "Example", "parley");
    new CountersMeterBinder(ofBank::snapshot, () -> bank).bindTo(registry);
    assertThat(registry.getMeters()).hasSize(2 * meters);
    assertThat(registry.getMeters())
        .extracting(each -> each.getId().getTag("application"))
        .containsOnly("/shop", "/bank");
    assertThat(registry.getMeters())
        .extracting(each -> each.getId().getTag("realm") + each.getId().getTag("filter"))
        .containsOnly("Exampleparley");
    ofBank.challenged();
    assertThat(
            registry.get("parley.challenges").tag("application", "/bank").functionCounter().count())
        .isEqualTo(1);
    assertThat(
            registry.get("parley.challenges").tag("application", "/shop").functionCounter().count())
        .isZero();
  }

  @Test
  @DisplayName("Every counter is a meter, and stays one when the binder is collected")
  void meters() {
    Counters counters = new Counters();
    counters.contextsHeldBy(() -> 7);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new CountersMeterBinder(counters::snapshot, () -> SHOP).bindTo(registry);
    System.gc();
    counters.challenged();
    counters.verifiedLocally();
    counters.authorityCalled(2_000_000, false);
    counters.refused(Reason.WRONG_RESPONSE);
    assertThat(registry.get("parley.challenges").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("parley.verifications.local").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("parley.authority.failures").functionCounter().count()).isEqualTo(1);
    assertThat(
            registry.get("parley.authority.calls").functionTimer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
    assertThat(
            registry
                .get("parley.refusals")
                .tag("reason", "wrong-response")
                .functionCounter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("parley.contexts").gauge().value()).isEqualTo(7);
  }
}
