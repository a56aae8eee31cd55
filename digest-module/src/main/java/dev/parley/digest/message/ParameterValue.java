package dev.parley.digest.message;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.http.Hex;
import dev.parley.http.MalformedTokenException;
import org.jspecify.annotations.Nullable;

/** What the parameters of a response can stand for (RFC 7616 section 3.4), read from slices. */
final class ParameterValue {
  private static final int MAX_COUNT_DIGITS = 8; // devices leave leading zeros out
  private static final int MD5_DIGITS = 2 * DigestAlgorithm.MD5.hashLength();

  // the most usual ones first
  private static final DigestAlgorithm[] ALGORITHMS = {
    DigestAlgorithm.SHA_256,
    DigestAlgorithm.MD5,
    DigestAlgorithm.SHA_512_256,
    DigestAlgorithm.SHA_256_SESS,
    DigestAlgorithm.MD5_SESS,
    DigestAlgorithm.SHA_512_256_SESS
  };

  private ParameterValue() {}

  /** MD5 when none is named; null when it is none of RFC 7616's. */
  static @Nullable DigestAlgorithm algorithm(String text, long slice) {
    if (slice == Slice.ABSENT) {
      return DigestAlgorithm.MD5;
    }
    for (DigestAlgorithm each : ALGORITHMS) {
      if (Slice.equalsIgnoreCase(text, slice, each.token())) {
        return each;
      }
    }
    return null;
  }

  /**
   * What a response of so many digits is computed by. Only MD5 has 32 digits: clients that know no
   * other algorithm and repeat the name in the challenge are taken for what they are. Nothing is
   * given away, since the same response under the name MD5 is right as well.
   */
  static @Nullable DigestAlgorithm algorithmOfLength(
      @Nullable DigestAlgorithm named, int responseLength) {
    if (named == null || responseLength != MD5_DIGITS || named.base() == DigestAlgorithm.MD5) {
      return named;
    }
    return named.session() ? DigestAlgorithm.MD5_SESS : DigestAlgorithm.MD5;
  }

  /** Null when absent. */
  static @Nullable Qop qop(String text, long slice) throws MalformedTokenException {
    if (slice == Slice.ABSENT) {
      return null;
    }
    if (Slice.equalsIgnoreCase(text, slice, Qop.AUTH.token())) {
      return Qop.AUTH;
    }
    if (Slice.equalsIgnoreCase(text, slice, Qop.AUTH_INT.token())) {
      return Qop.AUTH_INT;
    }
    throw new MalformedTokenException("qop is auth or auth-int");
  }

  /**
   * From 1 to 0xFFFFFFFF; 0 when absent. Fewer than eight digits are a number as well; the response
   * is computed over the digits as they were sent.
   */
  static long count(byte[] octets, long slice) throws MalformedTokenException {
    if (slice == Slice.ABSENT) {
      return 0;
    }
    int length = Slice.length(slice);
    if (length == 0 || length > MAX_COUNT_DIGITS) {
      throw new MalformedTokenException("nc has eight hexadecimal digits");
    }
    long value = Hex.number(octets, Slice.start(slice), Slice.end(slice));
    if (value < 0) {
      throw new MalformedTokenException("nc has eight hexadecimal digits");
    }
    if (value == 0) {
      throw new MalformedTokenException("nc starts at 00000001");
    }
    return value;
  }

  /** False when absent. */
  static boolean userhash(String text, long slice) throws MalformedTokenException {
    if (slice == Slice.ABSENT || Slice.equalsIgnoreCase(text, slice, "false")) {
      return false;
    }
    if (Slice.equalsIgnoreCase(text, slice, "true")) {
      return true;
    }
    throw new MalformedTokenException("userhash is true or false");
  }
}
