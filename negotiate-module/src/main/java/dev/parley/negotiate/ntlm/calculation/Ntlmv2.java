package dev.parley.negotiate.ntlm.calculation;

import dev.parley.authority.AccountNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** NTLMv2, MS-NLMP sections 3.3.2 and 3.4.5.1, with the names of the specification. */
public final class Ntlmv2 {
  private Ntlmv2() {}

  /**
   * NTOWFv2: the key of a user in a domain. The user's name is taken in upper case, the domain as
   * it was sent.
   *
   * @param ntHash MD4 of the password in UTF-16LE, 16 octets
   */
  public static byte[] ntowfv2(byte[] ntHash, String user, String domain) {
    String name = AccountNames.upperCase(user) + domain;
    return Primitives.hmacMd5(ntHash, name.getBytes(StandardCharsets.UTF_16LE));
  }

  /**
   * NTProofStr.
   *
   * @param temp what the client covers: the response without its first 16 octets
   */
  public static byte[] ntProofStr(byte[] ntowfv2, byte[] serverChallenge, byte[] temp) {
    return Primitives.hmacMd5(ntowfv2, serverChallenge, temp);
  }

  /** SessionBaseKey, which with NTLMv2 is the KeyExchangeKey too. */
  public static byte[] sessionBaseKey(byte[] ntowfv2, byte[] ntProofStr) {
    return Primitives.hmacMd5(ntowfv2, ntProofStr);
  }

  /**
   * ExportedSessionKey with key exchange.
   *
   * @param encryptedRandomSessionKey 16 octets
   */
  public static byte[] exportedSessionKey(byte[] keyExchangeKey, byte[] encryptedRandomSessionKey) {
    return Primitives.rc4(keyExchangeKey).update(encryptedRandomSessionKey);
  }

  /**
   * The MIC over the three messages.
   *
   * @param authenticate the last message, with zeros in place of the MIC
   */
  public static byte[] mic(
      byte[] exportedSessionKey, byte[] negotiate, byte[] challenge, byte[] authenticate) {
    return Primitives.hmacMd5(exportedSessionKey, negotiate, challenge, authenticate);
  }

  /** Wipes a key. */
  public static void wipe(byte[] key) {
    Arrays.fill(key, (byte) 0);
  }
}
