package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Closing")
class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  @DisplayName("closes every part, the last made first, whatever fails in between")
  void everyPart() {
    List<AutoCloseable> parts = new ArrayList<>();
    parts.add(() -> closed.add("first"));
    parts.add(
        () -> {
          throw new NoClassDefFoundError("of an application that is gone");
        });
    parts.add(() -> closed.add("third"));
    parts.add(
        () -> {
          throw new IllegalStateException("does not close");
        });
    parts.add(
        () -> {
          throw new Exception("neither");
        });
    parts.add(() -> closed.add("last"));
    Closing.all(parts);
    assertThat(closed).containsExactly("last", "third", "first");
    assertThat(parts).isEmpty();
  }
}
