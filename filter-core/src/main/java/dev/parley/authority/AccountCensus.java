package dev.parley.authority;

import java.util.Map;

/**
 * What the enabled accounts of a store have to log on with, counted. Holds no names. Immutable.
 *
 * @param accounts how many there are
 * @param inRealm how many of them have any key for the realm that was asked for
 * @param byAlgorithm how many of them have a key for that realm, by its algorithm (without {@code
 *     -sess}); an algorithm that is not there has none
 * @param withNtHash how many of them have an NT hash, which NTLM needs
 */
public record AccountCensus(
    int accounts, int inRealm, Map<DigestAlgorithm, Integer> byAlgorithm, int withNtHash) {
  /** Copies the map. */
  public AccountCensus {
    byAlgorithm = Map.copyOf(byAlgorithm);
  }

  /** How many have a key for the realm that serves an algorithm, with {@code -sess} or without. */
  public int withKeyFor(DigestAlgorithm algorithm) {
    return byAlgorithm.getOrDefault(algorithm.base(), 0);
  }
}
