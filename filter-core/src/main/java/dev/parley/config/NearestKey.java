package dev.parley.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that a misspelt one was meant to be. */
final class NearestKey {
  private static final int LONGEST = 80;

  private NearestKey() {}

  static Optional<String> of(String wrong, Collection<String> keys) {
    String plain = plain(wrong);
    if (plain.length() > LONGEST) {
      return Optional.empty();
    }
    return keys.stream()
        .min(Comparator.comparingInt(key -> distance(plain, plain(key))))
        .filter(key -> distance(plain, plain(key)) <= Math.max(2, key.length() / 3));
  }

  /** realm-name, realmName and REALM_NAME are one. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
