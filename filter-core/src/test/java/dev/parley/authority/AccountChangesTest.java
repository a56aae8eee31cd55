package dev.parley.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("What was asked before a change of the account never outlives it")
class AccountChangesTest {
  private static final OfAccount ALICE = OfAccount.of("a.liddell", "alice");
  private static final OfAccount BOB = OfAccount.of("bob");

  private final AccountChanges changes = new AccountChanges();

  @Test
  @DisplayName("by any name of the account, in any form; other accounts are untouched")
  void byAnyName() {
    long asked = changes.now();
    assertThat(changes.holds(asked, ALICE)).isTrue();
    changes.record(List.of("EXAMPLE\\A.Liddell"));
    assertThat(changes.holds(asked, ALICE)).isFalse();
    assertThat(changes.holds(asked, BOB)).isTrue();
    assertThat(changes.holds(changes.now(), ALICE)).isTrue();
    changes.record(List.of("Alice", "carol"));
    assertThat(changes.holds(asked, BOB)).isTrue();
    changes.recordAll();
    assertThat(changes.holds(asked, BOB)).isFalse();
    assertThat(changes.holds(changes.now(), BOB)).isTrue();
  }

  @Test
  @DisplayName("bounded: what is older than the changes that are forgotten counts as changed")
  void bounded() {
    long before = changes.now();
    changes.record(List.of("alice"));
    long between = changes.now();
    changes.record(
        IntStream.range(0, AccountChanges.REMEMBERED - 1).mapToObj(i -> "user" + i).toList());
    assertThat(changes.holds(before, BOB)).isTrue();
    changes.record(List.of("one more"));
    assertThat(changes.holds(before, BOB)).as("alice is forgotten").isFalse();
    assertThat(changes.holds(between, BOB)).isTrue();
    assertThat(changes.holds(between, OfAccount.of("user7"))).isFalse();
  }

  @Test
  @DisplayName("an answer that a change has overtaken is thrown away and asked for again")
  void asksAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<Integer> discarded = new ArrayList<>();
    AccountChanges.Fresh<Integer> fresh =
        changes.ask(
            () -> {
              int answer = asked.incrementAndGet();
              changes.record(List.of(answer == 1 ? "alice" : "carol"));
              return answer;
            },
            answer -> ALICE,
            discarded::add);
    assertThat(fresh.answer()).isEqualTo(2);
    assertThat(discarded).containsExactly(1);
    assertThat(changes.holds(fresh.asked(), ALICE)).isTrue();
  }

  @Test
  @DisplayName("a refusal may be older; an account that changes with each question has no answer")
  void ends() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AccountChanges.Question<Integer> question =
        () -> {
          changes.recordAll();
          return asked.incrementAndGet();
        };
    assertThat(changes.ask(question, answer -> null, answer -> {}).answer()).isEqualTo(1);
    asked.set(0);
    assertThatThrownBy(() -> changes.ask(question, answer -> ALICE, answer -> {}))
        .isInstanceOf(AuthorityUnavailableException.class);
    assertThat(asked).hasValue(AccountChanges.QUESTIONS);
  }

  @Test
  @DisplayName("a change waits while something is put in its place, so that it finds it there")
  void changeWaits() throws Exception {
    CountDownLatch keeping = new CountDownLatch(1);
    AtomicReference<String> place = new AtomicReference<>("");
    AtomicReference<String> found = new AtomicReference<>();
    Thread change =
        new Thread(
            () -> {
              await(keeping);
              changes.record(List.of("alice"));
              found.set(place.get());
            });
    change.start();
    Object kept =
        changes.unlessChanged(
            changes.now(),
            ALICE,
            () -> {
              keeping.countDown();
              while (change.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              place.set("kept");
              return "kept";
            });
    change.join();
    assertThat(kept).isEqualTo("kept");
    assertThat(found).hasValue("kept");
  }

  @Test
  @DisplayName("nothing is put in its place that is older than a change")
  void notKept() {
    long asked = changes.now();
    changes.record(List.of("alice"));
    assertThat(
            changes.<String>unlessChanged(
                asked,
                ALICE,
                () -> {
                  throw new AssertionError("older than the change");
                }))
        .isNull();
    assertThat(changes.<String>unlessChanged(asked, BOB, () -> "kept")).isEqualTo("kept");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
