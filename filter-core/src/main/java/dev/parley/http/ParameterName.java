package dev.parley.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The name of an auth-param, made ready to be found in octets: its first eight letters are compared
 * as one number. Names are compared without regard to case (RFC 9110 section 11.2). Immutable.
 */
public final class ParameterName {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWER = 0x2020_2020_2020_2020L;

  private final String name;
  private final int length;
  private final long head;
  private final long mask;

  private ParameterName(String name) {
    this.name = name;
    this.length = name.length();
    this.mask = name.length() >= Long.BYTES ? -1 : (1L << (Byte.SIZE * name.length())) - 1;
    long letters = 0;
    for (int i = 0; i < Math.min(name.length(), Long.BYTES); i++) {
      letters |= (long) name.charAt(i) << (Byte.SIZE * i);
    }
    this.head = letters;
  }

  /**
   * A name.
   *
   * @throws IllegalArgumentException if it is empty or has other characters than lower-case letters
   *     and the asterisk, for which alone the comparison without regard to case is exact
   */
  public static ParameterName of(String name) {
    if (!name.matches("[a-z*]+")) {
      throw new IllegalArgumentException("lower-case letters and the asterisk: " + name);
    }
    return new ParameterName(name);
  }

  /** Whether the token from {@code start} to before {@code end} is this name. */
  boolean isAt(byte[] octets, int start, int end) {
    if (end - start != length) {
      return false;
    }
    if (start + Long.BYTES > octets.length) {
      return matches(octets, start, 0);
    }
    return (((long) LONGS.get(octets, start) | LOWER) & mask) == head
        && matches(octets, start, Long.BYTES);
  }

  private boolean matches(byte[] octets, int start, int from) {
    for (int i = from; i < length; i++) {
      if ((octets[start + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
