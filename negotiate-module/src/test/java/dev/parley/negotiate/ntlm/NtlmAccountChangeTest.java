package dev.parley.negotiate.ntlm;

import static dev.parley.negotiate.ntlm.NtlmTestSite.alice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("NTLM: what was asked before a change never outlives it")
class NtlmAccountChangeTest {
  private final NtlmTestSite site = new NtlmTestSite();

  @Test
  @DisplayName("an account that changes while the authority is asked is asked about again")
  void asksAgain() {
    site.authority.before =
        () -> {
          site.authority.before = () -> {};
          site.changes.record(List.of("WEB\\ALICE"));
        };
    Step step = site.logOn(alice());
    assertThat(step).isInstanceOf(Step.Established.class);
    ((Step.Established) step).context().close();
    assertThat(site.authority.asked).hasValue(2);
    assertThat(site.throttled).filteredOn(each -> each.startsWith("succeeded")).hasSize(1);
  }

  @Test
  @DisplayName(
      "an account that changes with each question gets no logon, and counts as no wrong password")
  void alwaysChanging() {
    site.authority.before = () -> site.changes.record(List.of("alice"));
    assertThat(site.logOn(alice()))
        .isInstanceOfSatisfying(
            Step.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.AUTHORITY_UNAVAILABLE));
    assertThat(site.throttled).noneMatch(each -> each.startsWith("failed"));
  }

  @Test
  @DisplayName("the account goes by the name that the client wrote and by the authority's")
  void names() {
    Step.Established done = (Step.Established) site.logOn(alice());
    assertThat(done.context().vouched().isNamed("WEB\\alice"::equals)).isTrue();
    assertThat(done.context().vouched().isNamed("alice"::equals)).isTrue();
    done.context().close();
  }
}
