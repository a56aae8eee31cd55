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
   * The client may log on.
   *
   * @param identity its account here, with roles
   * @param otherNames by which the account goes beside
   */
  record Good(Identity identity, Set<String> otherNames) implements Mapped, OfAccount {
    /** Copies the names. */
    public Good {
      otherNames = Set.copyOf(otherNames);
    }

    /** Goes by no other name. */
    public Good(Identity identity) {
      this(identity, Set.of());
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
  record Refused(SecurityStatus status, Reason reason, @Nullable String detail) implements Mapped {}
}
