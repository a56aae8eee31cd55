package dev.parley.negotiate.ntlm;

import dev.parley.authority.NtlmQuestion;
import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import dev.parley.negotiate.ntlm.message.Ntlmv2Response;
import dev.parley.sspi.SessionKey;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes a response with an NT hash: with the domain that the client sent and, as some clients
 * do, with none. Thread-safe.
 */
final class Trial implements NtlmQuestion.Trial {
  private static final int KEY_LENGTH = 16;

  private final String user;
  private final String domain;
  private final byte[] serverChallenge;
  private final Ntlmv2Response response;

  Trial(String user, String domain, byte[] serverChallenge, Ntlmv2Response response) {
    this.user = user;
    this.domain = domain;
    this.serverChallenge = serverChallenge;
    this.response = response;
  }

  @Override
  public @Nullable SessionKey sessionBaseKey(SessionKey ntHash) {
    byte[] hash = new byte[Math.max(ntHash.length(), KEY_LENGTH)];
    try {
      if (!ntHash.writeTo(hash, 0) || hash.length != KEY_LENGTH) {
        return null;
      }
      SessionKey found = null;
      for (String each : domain.isEmpty() ? Set.of("") : Set.of(domain, "")) {
        SessionKey key = sessionBaseKey(hash, each);
        found = key == null ? found : key;
      }
      return found;
    } finally {
      Ntlmv2.wipe(hash);
    }
  }

  private @Nullable SessionKey sessionBaseKey(byte[] hash, String inDomain) {
    byte[] key = Ntlmv2.ntowfv2(hash, user, inDomain);
    byte[] proof = Ntlmv2.ntProofStr(key, serverChallenge, response.temp());
    byte[] base = Ntlmv2.sessionBaseKey(key, proof);
    try {
      // Made also when it is not needed: the time must not tell.
      SessionKey made = SessionKey.copyOf(base);
      if (MessageDigest.isEqual(proof, response.ntProofStr())) {
        return made;
      }
      made.destroy();
      return null;
    } finally {
      Ntlmv2.wipe(key);
      Ntlmv2.wipe(proof);
      Ntlmv2.wipe(base);
    }
  }
}
