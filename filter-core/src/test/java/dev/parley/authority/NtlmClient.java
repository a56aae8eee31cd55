package dev.parley.authority;

import dev.parley.sspi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;

/**
 * A client that answers a challenge with NTLMv2 (MS-NLMP section 3.3.2), and the question that its
 * answer makes; for tests of authorities.
 */
public final class NtlmClient {
  private static final byte[] SERVER_CHALLENGE = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final byte[] TEMP = new byte[48];

  private final String domain;
  private final String user;
  private final AtomicInteger trials = new AtomicInteger();

  /** A client that wants in as {@code user}. */
  public NtlmClient(String domain, String user) {
    this.domain = domain;
    this.user = user;
  }

  /** How often the response was computed for its questions. */
  public int trials() {
    return trials.get();
  }

  /** The question of an answer made with this password. */
  public NtlmQuestion answer(String password) {
    byte[] proof = proof(ntHash(password));
    byte[] response = ByteBuffer.allocate(64).put(proof).put(TEMP).array();
    return new NtlmQuestion(
        user,
        domain,
        "WKSTA",
        new NtlmQuestion.Responses(SERVER_CHALLENGE.clone(), response, new byte[24]),
        hash -> {
          trials.incrementAndGet();
          byte[] octets = new byte[hash.length()];
          return hash.writeTo(octets, 0) && MessageDigest.isEqual(proof, proof(octets))
              ? SessionKey.copyOf(hmac(key(octets), proof))
              : null;
        });
  }

  /** The session base key of that answer. */
  public SessionKey sessionBaseKey(String password) {
    byte[] hash = ntHash(password);
    return SessionKey.copyOf(hmac(key(hash), proof(hash)));
  }

  /** MD4 of the password in UTF-16LE. */
  public static byte[] ntHash(String password) {
    byte[] text = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest digest = new MD4Digest();
    digest.update(text, 0, text.length);
    byte[] hash = new byte[16];
    digest.doFinal(hash, 0);
    return hash;
  }

  private byte[] key(byte[] ntHash) {
    String name = AccountNames.upperCase(user) + domain;
    return hmac(ntHash, name.getBytes(StandardCharsets.UTF_16LE));
  }

  private byte[] proof(byte[] ntHash) {
    return hmac(key(ntHash), ByteBuffer.allocate(56).put(SERVER_CHALLENGE).put(TEMP).array());
  }

  private static byte[] hmac(byte[] key, byte[] octets) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return mac.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
