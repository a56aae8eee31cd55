package dev.parley.doctor.check;

import java.util.List;

/** How names of many are shown. */
final class Few {
  private static final int SHOWN = 3;

  private Few() {}

  /** A few of them, and how many more there are. */
  static String of(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
