package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.util.random.RandomGenerator;

/**
 * Keys that are tried where there is none, so that it takes as long.
 *
 * @param ofMd5 16 random octets
 * @param ofSha 32 random octets
 */
record StandIns(SessionKey ofMd5, SessionKey ofSha) {
  static StandIns random(RandomGenerator random) {
    return new StandIns(key(random, 16), key(random, 32));
  }

  private static SessionKey key(RandomGenerator random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return SessionKey.copyOf(octets);
  }

  SessionKey of(DigestAlgorithm algorithm) {
    return algorithm.hashLength() == 16 ? ofMd5 : ofSha;
  }
}
