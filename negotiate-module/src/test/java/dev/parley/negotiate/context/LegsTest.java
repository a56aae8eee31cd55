package dev.parley.negotiate.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.negotiate.spnego.SpnegoNegotiation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Negotiations that await a further leg")
class LegsTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Legs legs = new Legs(100, Duration.ofMinutes(1), nanos::get);

  private SpnegoNegotiation leave(String connection) {
    return leave(connection, "of " + connection);
  }

  private SpnegoNegotiation leave(String connection, String network) {
    SpnegoNegotiation negotiation = new SpnegoNegotiation(List.of());
    legs.leave(connection, network, negotiation);
    return negotiation;
  }

  @Test
  @DisplayName("are taken by their connection, once, the latest of each")
  void taken() {
    leave("a");
    SpnegoNegotiation second = leave("a");
    leave("b");
    assertThat(legs.take("a")).isSameAs(second);
    assertThat(legs.take("a")).isNull();
    legs.end("b");
    assertThat(legs.size()).isZero();
  }

  @Test
  @DisplayName("of a flood: the oldest go, and whoever goes on in time is found")
  void flood() {
    for (int i = 0; i < 1000; i++) {
      leave("before " + i);
    }
    SpnegoNegotiation honest = leave("honest");
    for (int i = 0; i < 99; i++) {
      leave("after " + i);
    }
    assertThat(legs.size()).isEqualTo(100);
    assertThat(legs.take("honest")).isSameAs(honest);
    leave("honest");
    for (int i = 0; i < 100; i++) {
      leave("later " + i);
    }
    assertThat(legs.take("honest")).isNull();
  }

  @Test
  @DisplayName(
      "of one connection take one place, however often it begins: others are not pushed out")
  void oneConnectionOnePlace() {
    SpnegoNegotiation honest = leave("honest");
    for (int i = 0; i < 10_000; i++) {
      leave("again and again");
      if (i % 3 == 0) {
        legs.end("again and again");
      }
    }
    assertThat(legs.size()).isLessThanOrEqualTo(2);
    assertThat(legs.take("honest")).isSameAs(honest);
  }

  @Test
  @DisplayName(
      "of one address are a quarter of all at most: its own oldest go, not those of others")
  void oneAddress() {
    SpnegoNegotiation honest = leave("honest");
    SpnegoNegotiation last = leave("first", "192.0.2.1");
    for (int i = 0; i < 1000; i++) {
      last = leave("flood " + i, "192.0.2.1");
    }
    assertThat(legs.size()).isEqualTo(26);
    assertThat(legs.take("flood 974")).isNull();
    assertThat(legs.take("flood 975")).isNotNull();
    assertThat(legs.take("flood 999")).isSameAs(last);
    assertThat(legs.take("honest")).isSameAs(honest);
    leave("later", "192.0.2.1");
    assertThat(legs.take("flood 976")).as("there was room").isNotNull();
  }

  @Test
  @DisplayName("go when their time is over, also where no request comes")
  void tidy() {
    leave("a");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    legs.tidy();
    assertThat(legs.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("go when their time is over, whatever the clock's number")
  void time() {
    leave("a");
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    SpnegoNegotiation late = leave("b");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(legs.take("a")).isNull();
    assertThat(legs.size()).isEqualTo(1);
    assertThat(legs.take("b")).isSameAs(late);
  }

  @Test
  @DisplayName("end with the server")
  void close() {
    leave("a");
    legs.close();
    assertThat(legs.take("a")).isNull();
  }
}
