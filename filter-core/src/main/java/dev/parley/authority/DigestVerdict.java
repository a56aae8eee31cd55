package dev.parley.authority;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.time.Duration;

/** What an authority says to a {@link DigestQuestion}. */
public sealed interface DigestVerdict {

  /** Wipes the key that it holds, if any: to be called by whoever does not take the verdict. */
  default void discard() {}

  /** For how much a key serves. */
  enum KeyScope {
    /** H(user:realm:password): serves every nonce and cnonce. */
    ACCOUNT,
    /** H(A1) of a {@code -sess} algorithm: serves the nonce and cnonce of the question only. */
    SESSION
  }

  /**
   * The response is right.
   *
   * @param identity who the client is
   * @param key the key, which now belongs to the caller, who destroys it
   * @param scope for how much the key serves
   * @param keyLifetime how long the key may serve without asking again; {@link #UNBOUNDED} leaves
   *     it to the settings
   */
  record Accepted(Identity identity, SessionKey key, KeyScope scope, Duration keyLifetime)
      implements DigestVerdict {
    /** The authority sets no bound of its own. */
    public static final Duration UNBOUNDED = Duration.ofDays(36_500);

    /** An H(user:realm:password) that serves as long as the settings let it. */
    public static Accepted withAccountKey(Identity identity, SessionKey key) {
      return new Accepted(identity, key, KeyScope.ACCOUNT, UNBOUNDED);
    }

    @Override
    public void discard() {
      key.destroy();
    }
  }

  /**
   * The client is not let in.
   *
   * @param reason why, for the audit; the client is not told
   */
  record Refused(Reason reason) implements DigestVerdict {}
}
