package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * H(user:realm:password) of a user for one realm and algorithm (RFC 7616 section 3.4.2): as good as
 * the password in that realm.
 *
 * @param realm the realm
 * @param algorithm an algorithm without {@code -sess}
 * @param key the hash
 */
public record StoredKey(String realm, DigestAlgorithm algorithm, SessionKey key) {

  /** Checks the parts against each other. */
  public StoredKey {
    Names.check("a realm", realm);
    if (algorithm.session()) {
      throw new IllegalArgumentException(
          "hashes are kept for " + algorithm.base() + ", which serves " + algorithm + " too");
    }
    if (key.length() != algorithm.hashLength()) {
      throw new IllegalArgumentException(
          "a hash of "
              + algorithm
              + " has "
              + 2 * algorithm.hashLength()
              + " hexadecimal digits, not "
              + 2 * key.length());
    }
  }

  /**
   * Computes the hash.
   *
   * @param password stays with the caller, who wipes it
   * @param charset UTF-8, or ISO-8859-1 for clients that know nothing else
   * @throws IllegalArgumentException when the charset does not have all characters
   */
  public static StoredKey derive(
      String user, String realm, DigestAlgorithm algorithm, char[] password, Charset charset) {
    Names.checkUser(user);
    CharBuffer text = CharBuffer.allocate(user.length() + realm.length() + password.length + 2);
    text.put(user).put(':').put(realm).put(':').put(password).flip();
    CharsetEncoder encoder = charset.newEncoder();
    ByteBuffer octets =
        ByteBuffer.allocate((int) Math.ceil(encoder.maxBytesPerChar() * text.remaining()));
    try {
      CoderResult result = encoder.encode(text, octets, true);
      if (result.isError() || encoder.flush(octets).isError()) {
        throw new IllegalArgumentException(
            "user, realm or password have characters that " + charset + " does not have");
      }
      MessageDigest digest = MessageDigest.getInstance(algorithm.hashName());
      digest.update(octets.flip());
      byte[] hash = digest.digest();
      SessionKey key = SessionKey.copyOf(hash);
      Arrays.fill(hash, (byte) 0);
      return new StoredKey(realm, algorithm.base(), key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(text.array(), '\0');
      Arrays.fill(octets.array(), (byte) 0);
    }
  }

  /** Computes the hash in UTF-8. */
  public static StoredKey derive(
      String user, String realm, DigestAlgorithm algorithm, char[] password) {
    return derive(user, realm, algorithm, password, StandardCharsets.UTF_8);
  }
}
