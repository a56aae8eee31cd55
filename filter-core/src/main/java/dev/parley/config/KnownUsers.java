package dev.parley.config;

import dev.parley.authority.AccountCensus;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the users that packages verify, for their warnings.
 *
 * @param digest those for Digest and passwords; null where the store does not count its users
 * @param ntlm those for NTLM; null likewise, and where there are none
 */
public record KnownUsers(@Nullable AccountCensus digest, @Nullable AccountCensus ntlm) {
  /** Nothing is known of them. */
  public static final KnownUsers NONE = new KnownUsers(null, null);
}
