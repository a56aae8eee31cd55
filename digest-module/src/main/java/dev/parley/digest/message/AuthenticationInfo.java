package dev.parley.digest.message;

import dev.parley.authority.Qop;
import dev.parley.http.HeaderField;
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

  private AuthenticationInfo() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Writes the field.
   *
   * @param response the answer it belongs to; has a qop
   * @param rspauth in lower-case hexadecimal ASCII
   * @param nextnonce a nonce to be used from now on, or null
   */
  public static HeaderField write(
      DigestResponse response, byte[] rspauth, @Nullable String nextnonce) {
    Qop qop = response.qop();
    if (qop == null) {
      throw new IllegalArgumentException("an answer without qop has no Authentication-Info");
    }
    byte[] out =
        new byte
            [128
                + rspauth.length
                + 2 * response.cnonce().length()
                + (nextnonce == null ? 0 : nextnonce.length())];
    int at = append(out, 0, RSPAUTH);
    at = append(out, at, rspauth);
    at = append(out, at, QOP);
    at = append(out, at, ascii(qop.token()));
    at = append(out, at, CNONCE);
    at = appendEscaped(out, at, response.cnonce());
    at = append(out, at, COUNT);
    at = response.writeCount(out, at);
    if (nextnonce != null) {
      at = append(out, at, NEXTNONCE);
      at = append(out, at, ascii(nextnonce));
      out[at++] = '"';
    }
    return new HeaderField(
        HeaderField.AUTHENTICATION_INFO, new String(out, 0, at, StandardCharsets.ISO_8859_1));
  }

  private static int append(byte[] out, int at, byte[] part) {
    System.arraycopy(part, 0, out, at, part.length);
    return at + part.length;
  }

  private static int appendEscaped(byte[] out, int from, String text) {
    int at = from;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out[at++] = '\\';
      }
      // A wider character can only be a container's doing; cut to its low octet it could become a
      // line feed.
      out[at++] = (byte) (c > 0xFF ? '?' : c);
    }
    return at;
  }
}
