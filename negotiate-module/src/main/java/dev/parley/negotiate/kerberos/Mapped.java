package dev.parley.negotiate.kerberos;

import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import org.jspecify.annotations.Nullable;

/** Who a client of Kerberos is here. */
public sealed interface Mapped {

  /**
   * The client may log on.
   *
   * @param identity its account here, with roles
   */
  record Good(Identity identity) implements Mapped {}

  /**
   * The client may not log on.
   *
   * @param status an error
   * @param reason why
   * @param detail what an operator wants to know beside the reason; null when there is nothing
   */
  record Refused(SecurityStatus status, Reason reason, @Nullable String detail) implements Mapped {}
}
