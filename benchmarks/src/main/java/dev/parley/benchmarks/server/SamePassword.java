package dev.parley.benchmarks.server;

import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.benchmarks.Fixture;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * An authority that answers from memory: it knows every account, and all have the same password.
 */
public final class SamePassword implements DigestAuthority {
  private static final String NAME = "same-password";
  private static final Set<String> ROLES = Set.of(Fixture.ROLE);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean answersFromMemory() {
    return true;
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) {
    SessionKey key = key(question.account(), question.algorithm().hashName());
    return question.isAnsweredBy(key)
        ? DigestVerdict.Accepted.withAccountKey(new Identity(question.account(), NAME, ROLES), key)
        : new DigestVerdict.Refused(Reason.WRONG_RESPONSE);
  }

  private static SessionKey key(String account, String hash) {
    String a1 = account + ":" + Fixture.REALM + ":" + Fixture.PASSWORD;
    try {
      return SessionKey.copyOf(
          MessageDigest.getInstance(hash).digest(a1.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK that Parley runs on has it: " + hash, e);
    }
  }
}
