package dev.parley.doctor.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names, of which there may be a million: how many there are, and a few of them. */
final class Few {
  private static final int SHOWN = 3;

  private final List<String> shown = new ArrayList<>(SHOWN);
  private int size;

  /** These names. */
  static Few of(Collection<String> names) {
    Few few = new Few();
    names.forEach(few::add);
    return few;
  }

  void add(String name) {
    size++;
    if (shown.size() < SHOWN) {
      shown.add(name);
    }
  }

  int size() {
    return size;
  }

  /** The first ones, and how many more there are. */
  @Override
  public String toString() {
    String names = String.join(", ", shown);
    return size > SHOWN ? names + " and " + (size - SHOWN) + " more" : names;
  }
}
