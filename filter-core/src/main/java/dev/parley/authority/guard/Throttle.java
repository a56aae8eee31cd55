package dev.parley.authority.guard;

import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong answers by account and address and refuses for a growing time after too many.
 * Accounts count in their canonical form, addresses of IPv6 by their /64. Thread-safe.
 */
public interface Throttle {

  /**
   * Asked before a password is tried.
   *
   * @return {@link Reason#LOCKED_OUT} or {@link Reason#THROTTLED} when it must not be tried now,
   *     else null
   */
  @Nullable Reason check(String account, String address);

  /** An answer was wrong. */
  void failed(String account, String address);

  /** An answer was right: forgets the wrong ones of this account from this address. */
  void succeeded(String account, String address);
}
