package dev.parley.authority.file;

import java.util.function.IntFunction;

/**
 * Finds numbers by names, which stand elsewhere: four octets or eight for each. Not thread-safe
 * while it is filled, immutable afterwards.
 */
final class NameIndex {
  /** What no name has. */
  static final int NONE = -1;

  private final IntFunction<String> nameOf;

  /** The numbers, plus one, each from the place that the hash of its name says; 0 is free. */
  private int[] places = new int[16];

  private int used;

  /**
   * @param nameOf the name of a number, which never changes
   */
  NameIndex(IntFunction<String> nameOf) {
    this.nameOf = nameOf;
  }

  /** The number of a name, or {@link #NONE}. */
  int find(String name) {
    return places[place(name)] - 1;
  }

  /**
   * Adds a number, unless there is one of its name.
   *
   * @return the number that is there, or {@link #NONE} when this one was added
   */
  int putIfAbsent(int number) {
    int place = place(nameOf.apply(number));
    if (places[place] != 0) {
      return places[place] - 1;
    }
    places[place] = number + 1;
    used++;
    // two thirds at the most, or rows of taken places become long
    if (3L * used > 2L * places.length) {
      grow();
    }
    return NONE;
  }

  /** Where the name is, or else the first free place after the one that it should have. */
  private int place(String name) {
    int last = places.length - 1;
    int place = SeededHash.of(name) & last;
    while (places[place] != 0 && !nameOf.apply(places[place] - 1).equals(name)) {
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    int[] before = places;
    places = new int[2 * before.length];
    int last = places.length - 1;
    for (int number : before) {
      if (number != 0) {
        int place = SeededHash.of(nameOf.apply(number - 1)) & last;
        while (places[place] != 0) {
          place = (place + 1) & last;
        }
        places[place] = number;
      }
    }
  }
}
