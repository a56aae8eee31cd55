package dev.parley.authority;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.util.Set;

/** What an authority says to an {@link NtlmQuestion}. */
public sealed interface NtlmVerdict {

  /** Wipes the key that it holds, if any: to be called by whoever does not take the verdict. */
  default void discard() {}

  /**
   * The response is right.
   *
   * @param identity who the client is, with the roles that the authority knows
   * @param sessionBaseKey the key of 16 octets, which now belongs to the caller, who destroys it
   * @param groups the SIDs of the user and its groups, where the authority knows them
   */
  record Accepted(Identity identity, SessionKey sessionBaseKey, Set<String> groups)
      implements NtlmVerdict {
    /** Copies the groups. */
    public Accepted {
      groups = Set.copyOf(groups);
    }

    @Override
    public void discard() {
      sessionBaseKey.destroy();
    }
  }

  /**
   * The client is not let in.
   *
   * @param reason why, for the audit; the client is not told
   */
  record Refused(Reason reason) implements NtlmVerdict {}
}
