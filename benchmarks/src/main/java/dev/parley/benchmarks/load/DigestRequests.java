package dev.parley.benchmarks.load;

import dev.parley.benchmarks.Fixture;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Requests that answer one challenge, each with the next nonce count. The request is laid out once;
 * only the eight digits of {@code nc} and the response are written anew (RFC 7616 section 3.4.1).
 */
final class DigestRequests implements Requests.Writer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  static final String CNONCE = "0a4f113b5c1e9d27";
  private static final String FIELD = "Authorization: ";
  private static final String NO_COUNT = "00000000";

  private final MessageDigest digest;
  private final byte[] sum;
  private final byte[] request;
  private final int authorizationStart;
  private final int countInRequest;
  private final int responseInRequest;
  private final byte[] hashed;
  private final int countInHashed;
  private int count;

  DigestRequests(InetSocketAddress server, String path, DigestChallenge challenge) {
    this(server, path, challenge, Fixture.USER);
  }

  DigestRequests(InetSocketAddress server, String path, DigestChallenge challenge, String user) {
    digest = newDigest(challenge.algorithm().replace("SHA-512-256", "SHA-512/256"));
    sum = new byte[digest.getDigestLength()];
    String a1 = hash(user + ":" + challenge.realm() + ":" + Fixture.PASSWORD);
    String a2 = hash("GET:" + path);
    String beforeCount = a1 + ":" + challenge.nonce() + ":";
    hashed = ascii(beforeCount + NO_COUNT + ":" + CNONCE + ":auth:" + a2);
    countInHashed = beforeCount.length();

    String start = RequestText.head(server, path);
    String head = start + authorization(path, challenge, user);
    authorizationStart = start.length() + FIELD.length();
    countInRequest = head.length();
    String afterCount = NO_COUNT + ", cnonce=\"" + CNONCE + "\", response=\"";
    responseInRequest = countInRequest + afterCount.length();
    request = ascii(head + afterCount + "0".repeat(2 * sum.length) + "\"\r\n\r\n");
  }

  private static String authorization(String path, DigestChallenge challenge, String user) {
    return FIELD
        + "Digest username=\""
        + user
        + "\", realm=\""
        + challenge.realm()
        + "\", nonce=\""
        + challenge.nonce()
        + "\", uri=\""
        + path
        + "\""
        + (challenge.namesAlgorithm() ? ", algorithm=" + challenge.algorithm() : "")
        + (challenge.opaque().isEmpty() ? "" : ", opaque=\"" + challenge.opaque() + "\"")
        + ", qop=auth, nc=";
  }

  @Override
  public byte[] next() {
    count++;
    writeCount(request, countInRequest);
    writeCount(hashed, countInHashed);
    digest.update(hashed);
    try {
      digest.digest(sum, 0, sum.length);
    } catch (DigestException e) {
      throw new IllegalStateException("the array has the length of the digest", e);
    }
    for (int i = 0; i < sum.length; i++) {
      request[responseInRequest + 2 * i] = HEX[(sum[i] >> 4) & 0xf];
      request[responseInRequest + 2 * i + 1] = HEX[sum[i] & 0xf];
    }
    return request;
  }

  /** Where in the request the value of the Authorization field starts. */
  int authorizationStart() {
    return authorizationStart;
  }

  private void writeCount(byte[] target, int at) {
    for (int i = 0; i < 8; i++) {
      target[at + i] = HEX[(count >>> (28 - 4 * i)) & 0xf];
    }
  }

  private String hash(String text) {
    byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      hex.append((char) HEX[(b >> 4) & 0xf]).append((char) HEX[b & 0xf]);
    }
    return hex.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("every JDK has MD5 and SHA-256: " + algorithm, e);
    }
  }
}
