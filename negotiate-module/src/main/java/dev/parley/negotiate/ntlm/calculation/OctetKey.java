package dev.parley.negotiate.ntlm.calculation;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A key for a JCA primitive that can be wiped afterwards, as a SecretKeySpec can not. */
final class OctetKey implements SecretKey, AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] octets;

  OctetKey(String algorithm, byte[] octets) {
    this.algorithm = algorithm;
    this.octets = octets.clone();
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return octets.clone();
  }

  @Override
  public void destroy() {
    Arrays.fill(octets, (byte) 0);
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
