package dev.parley.doctor.digest;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The functions H and KD of an algorithm (RFC 7616 section 3.3). Texts are octets. */
record DigestHash(DigestAlgorithm algorithm) {

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm.hashName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String h(byte[] octets) {
    return HexFormat.of().formatHex(digest().digest(octets));
  }

  String h(String text) {
    return h(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** KD(secret, data): the secret enters as hexadecimal digits. */
  String kd(SessionKey secret, String data) {
    return HexFormat.of().formatHex(octetsOfKd(secret, data));
  }

  /** H(A1) of a {@code -sess} algorithm (section 3.4.2). */
  SessionKey session(SessionKey accountKey, String nonce, String cnonce) {
    byte[] octets = octetsOfKd(accountKey, nonce + ":" + cnonce);
    try {
      return SessionKey.copyOf(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private byte[] octetsOfKd(SessionKey secret, String data) {
    MessageDigest digest = digest();
    byte[] digits = new byte[2 * secret.length()];
    secret.writeHexTo(digits, 0);
    digest.update(digits);
    Arrays.fill(digits, (byte) 0);
    digest.update((byte) ':');
    return digest.digest(data.getBytes(StandardCharsets.ISO_8859_1));
  }
}
