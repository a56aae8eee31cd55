package dev.parley.authority.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that many users share, by number. Not thread-safe while it is filled, immutable
 * afterwards.
 *
 * @param <T> compared by {@code equals}
 */
final class Interned<T> {
  private final List<T> values = new ArrayList<>();
  private final Map<T, Integer> numbers = new HashMap<>();

  int number(T value) {
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known == null) {
      values.add(value);
      return values.size() - 1;
    }
    return known;
  }

  T value(int number) {
    return values.get(number);
  }

  boolean contains(T value) {
    return numbers.containsKey(value);
  }

  int size() {
    return values.size();
  }
}
