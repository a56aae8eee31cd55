package dev.parley.doctor.check;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that several checks need, or why it is not there.
 *
 * @param <T> what it is
 */
sealed interface Fact<T> {

  /** It is there. */
  record Known<T>(T value) implements Fact<T> {}

  /** It is not there; the reason has or needs no finding of its own in the checks that need it. */
  record Unknown<T>(String why) implements Fact<T> {}

  /** It, or null. */
  default @Nullable T orNull() {
    return this instanceof Known<T> known ? known.value() : null;
  }

  /** It, or something else. */
  default T or(T other) {
    return this instanceof Known<T> known ? known.value() : other;
  }

  /** Why it is not there; empty when it is. */
  default String why() {
    return this instanceof Unknown<T> unknown ? unknown.why() : "";
  }

  /** What can be told from it. */
  default <U> Fact<U> map(Function<T, U> function) {
    return this instanceof Known<T> known
        ? new Known<>(function.apply(known.value()))
        : new Unknown<>(why());
  }
}
