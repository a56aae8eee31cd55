package dev.parley.negotiate.kerberos;

import dev.parley.authority.OfAccount;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who a client of Kerberos is here. */
public sealed interface Mapped {

  /**
   * The client has an account here.
   *
   * @param identity the account, with the roles that are known so far
   * @param otherNames by which the account goes beside
   * @param countedAs as whom the client is counted: one text for all names by which it can have
   *     itself called
   */
  record Account(Identity identity, Set<String> otherNames, String countedAs)
      implements Mapped, OfAccount {
    /** Copies the names. */
    public Account {
      otherNames = Set.copyOf(otherNames);
    }

    /** Goes by no other name. */
    public Account(Identity identity, String countedAs) {
      this(identity, Set.of(), countedAs);
    }

    @Override
    public boolean isNamed(Predicate<String> name) {
      return name.test(identity.name()) || otherNames.stream().anyMatch(name);
    }
  }

  /**
   * The client may not log on.
   *
   * @param status an error
   * @param reason why
   * @param detail what an operator wants to know beside the reason; null when there is nothing
   */
  record Refused(SecurityStatus status, Reason reason, @Nullable String detail) implements Mapped {
    /** A refusal with the status that goes with its reason. */
    public static Refused of(Reason reason, @Nullable String detail) {
      SecurityStatus status =
          switch (reason) {
            case PAC_SIGNATURE -> SecurityStatus.SEC_E_MESSAGE_ALTERED;
            case PAC_MALFORMED -> SecurityStatus.SEC_E_INVALID_TOKEN;
            case AUTHORITY_UNAVAILABLE, TOO_MANY_LOGONS ->
                SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY;
            default -> SecurityStatus.SEC_E_LOGON_DENIED;
          };
      return new Refused(status, reason, detail);
    }
  }
}
