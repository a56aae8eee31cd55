package dev.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountersMeterBinderTest {
  @Test
  @DisplayName("Every counter is a meter, and stays one when the binder is collected")
  void meters() {
    Counters counters = new Counters();
    counters.contextsHeldBy(() -> 7);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new CountersMeterBinder(counters::snapshot).bindTo(registry);
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
