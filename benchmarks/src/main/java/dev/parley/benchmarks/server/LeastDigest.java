package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * About the least that a filter for Digest does, to hold others against: one pass over the header,
 * the four hashes of an answer and its {@code rspauth} over inputs as long as the real ones, the
 * response's header, a request that tells the user. It looks nothing up and checks nothing: whoever
 * sends any header is let in.
 */
final class LeastDigest extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String NONCE = "A".repeat(70);
  private static final int A2 = 40;

  private static final class Hashes {
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha256 = digest("SHA-256");
    private final byte[] text = new byte[2048];
    private final byte[] sum = new byte[32];
    private final char[] hex = new char[64];

    private static MessageDigest digest(String name) {
      try {
        return MessageDigest.getInstance(name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has it: " + name, e);
      }
    }

    /** One pass over the header; then four hashes, the last of which is told in hexadecimal. */
    String answer(String header) {
      int length = Math.min(header.length(), text.length);
      int signs = 0;
      for (int i = 0; i < length; i++) {
        char each = header.charAt(i);
        text[i] = (byte) each;
        signs += each == '"' || each == ',' || each == '=' ? 1 : 0;
      }
      boolean longer = header.indexOf("algorithm=SHA-256") >= 0;
      MessageDigest hash = longer ? sha256 : md5;
      int octets = hash.getDigestLength();
      int kd = Math.min(length, 4 * octets + 105);
      try {
        for (int pass = 0; pass < 2; pass++) {
          hash.update(text, pass, A2);
          hash.digest(sum, 0, octets);
          hash.update(text, signs & 1, kd - 1);
          hash.digest(sum, 0, octets);
        }
      } catch (DigestException e) {
        throw new IllegalStateException("the array is long enough", e);
      }
      for (int i = 0; i < octets; i++) {
        hex[2 * i] = Character.forDigit((sum[i] >> 4) & 15, 16);
        hex[2 * i + 1] = Character.forDigit(sum[i] & 15, 16);
      }
      return new String(hex, 0, 2 * octets);
    }
  }

  private final transient ThreadLocal<Hashes> hashes = ThreadLocal.withInitial(Hashes::new);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String header = request.getHeader("Authorization");
    if (header == null) {
      for (String algorithm : new String[] {"SHA-256", "MD5"}) {
        response.addHeader(
            "WWW-Authenticate",
            "Digest realm=\""
                + Fixture.REALM
                + "\", nonce=\""
                + NONCE
                + "\", opaque=\""
                + NONCE.substring(0, 30)
                + "\", qop=\"auth\", algorithm="
                + algorithm);
      }
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response
          .getOutputStream()
          .write("Authentication is required.\n".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    String rspauth = hashes.get().answer(header);
    response.addHeader(
        "Authentication-Info",
        "rspauth=\"" + rspauth + "\", cnonce=\"0123456789abcdef\", nc=00000001, qop=auth");
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public String getRemoteUser() {
            return Fixture.USER;
          }
        },
        response);
  }
}
