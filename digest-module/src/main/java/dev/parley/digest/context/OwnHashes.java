package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes by which clients may send a name (RFC 7616 section 3.4.4). Where hashed names are
 * offered, wrong answers for a name count for its hashes too, and the other way round, whether an
 * account has it or not: or the throttle would tell which names are accounts. Immutable.
 */
final class OwnHashes {
  private final boolean offered;
  private final String realm;

  /**
   * @param offered whether clients may send hashed names
   */
  OwnHashes(boolean offered, String realm) {
    this.offered = offered;
    this.realm = realm;
  }

  /** Those of a name; none where hashed names are not offered. */
  List<String> of(String name) {
    if (!offered) {
      return List.of();
    }
    byte[] text = (name + ":" + realm).getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(DigestAlgorithm.values())
        .filter(each -> each == each.base())
        .map(each -> hash(each, text))
        .toList();
  }

  private static String hash(DigestAlgorithm algorithm, byte[] text) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm.hashName()).digest(text);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
