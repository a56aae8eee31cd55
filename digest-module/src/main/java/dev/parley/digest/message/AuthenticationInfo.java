package dev.parley.digest.message;

import dev.parley.http.HeaderField;
import dev.parley.http.Hex;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The server's proof that it knows the key, RFC 7616 section 3.5 in the form of RFC 9110 section
 * 11.6.3. Clients compare cnonce and nc to the byte, so they go back as they came.
 */
public final class AuthenticationInfo {
  private static final byte[] RSPAUTH = ascii("rspauth=\"");
  private static final byte[] QOP = ascii("\", qop=");
  private static final byte[] CNONCE = ascii(", cnonce=\"");
  private static final byte[] COUNT = ascii("\", nc=");
  private static final byte[] NEXTNONCE = ascii(", nextnonce=\"");
  private static final int FIXED = 64;

  private AuthenticationInfo() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** How much space {@link #write} takes at the most. */
  public static int maxLength(DigestResponse response, byte[] rspauth, @Nullable String nextnonce) {
    return FIXED
        + 2 * rspauth.length
        + response.length()
        + (nextnonce == null ? 0 : nextnonce.length());
  }

  /**
   * Writes the field.
   *
   * @param response the answer it belongs to; has a qop
   * @param rspauth the hash
   * @param nextnonce a nonce to be used from now on, or null
   * @param scratch space for {@link #maxLength} octets
   */
  public static HeaderField write(
      DigestResponse response, byte[] rspauth, @Nullable String nextnonce, byte[] scratch) {
    int at = append(RSPAUTH, scratch, 0);
    at = Hex.write(rspauth, scratch, at);
    at = append(QOP, scratch, at);
    at = response.writeQop(scratch, at);
    at = append(CNONCE, scratch, at);
    at = response.writeCnonceAsSent(scratch, at);
    at = append(COUNT, scratch, at);
    at = response.writeCount(scratch, at);
    if (nextnonce != null) {
      at = append(NEXTNONCE, scratch, at);
      at = Octets.write(nextnonce, 0, nextnonce.length(), scratch, at);
      scratch[at++] = '"';
    }
    return new HeaderField(
        HeaderField.AUTHENTICATION_INFO, new String(scratch, 0, at, StandardCharsets.ISO_8859_1));
  }

  private static int append(byte[] part, byte[] target, int at) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }
}
