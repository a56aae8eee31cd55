package dev.parley.it.modular;

import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Every account has the same password. */
final class OnePassword implements DigestAuthority {
  private static final Set<String> ROLES = Set.of("user");

  @Override
  public String name() {
    return "one password";
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) {
    SessionKey key = key(question);
    return question.isAnsweredBy(key)
        ? DigestVerdict.Accepted.withAccountKey(
            new Identity(question.account(), name(), ROLES), key)
        : new DigestVerdict.Refused(Reason.WRONG_RESPONSE);
  }

  @Override
  public boolean answersFromMemory() {
    return true;
  }

  private static SessionKey key(DigestQuestion question) {
    String a1 = question.account() + ":" + question.realm() + ":" + Answerer.PASSWORD;
    try {
      MessageDigest hash = MessageDigest.getInstance(question.algorithm().hashName());
      return SessionKey.copyOf(hash.digest(a1.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
