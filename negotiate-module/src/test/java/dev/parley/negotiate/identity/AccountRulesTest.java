package dev.parley.negotiate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.negotiate.identity.AccountRules.Admitted;
import dev.parley.negotiate.identity.AccountRules.Denied;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
  private static final AccountDirectory DIRECTORY =
      account ->
          switch (account) {
            case "alice" ->
                new AccountDirectory.Good(new Identity("alice", "users-file", Set.of("admin")));
            case "barred" -> new AccountDirectory.Barred(Reason.ACCOUNT_DISABLED);
            case "down" -> throw new AuthorityUnavailableException("down");
            default -> new AccountDirectory.Unknown();
          };

  private static AccountRules.Decision decide(boolean requireKnown, String account) {
    return decide(DIRECTORY, requireKnown, new Identity(account, "A.TEST", Set.of("staff")));
  }

  private static AccountRules.Decision decide(
      AccountDirectory directory, boolean requireKnown, Identity known, String... otherNames) {
    return new AccountRules(AccountLookups.fromMemory(directory), requireKnown)
        .decide(known, Set.of(otherNames), new AccountLookups.Client("a", "192.0.2.1"));
  }

  @Test
  @DisplayName("Roles of the user store are added to those of the groups")
  void known() {
    assertThat(decide(true, "alice"))
        .isEqualTo(
            new Admitted(new Identity("alice", "A.TEST", Set.of("admin", "staff")), Set.of()));
  }

  @Test
  @DisplayName(
      "An account that the store does not know has its groups' roles, or is refused by setting")
  void unknown() {
    assertThat(decide(false, "bob"))
        .isEqualTo(new Admitted(new Identity("bob", "A.TEST", Set.of("staff")), Set.of()));
    assertThat(decide(true, "bob")).isEqualTo(new Denied(Reason.UNKNOWN_ACCOUNT, null));
  }

  @Test
  @DisplayName("The names by which the account goes beside its own: the directory's, the domain's")
  void otherNames() {
    AccountDirectory aliases =
        account -> new AccountDirectory.Good(new Identity("alice", "ldap", Set.of()));
    assertThat(
            decide(
                aliases,
                false,
                new Identity("a.liddell", "A.TEST", Set.of()),
                "A.Liddell@A.TEST",
                "al@A.TEST"))
        .isEqualTo(
            new Admitted(
                new Identity("a.liddell", "A.TEST", Set.of()), Set.of("alice", "al@A.TEST")));
  }

  @Test
  @DisplayName("A barred account is refused; so is everybody while the store does not answer")
  void barred() {
    assertThat(decide(false, "barred")).isEqualTo(new Denied(Reason.ACCOUNT_DISABLED, null));
    assertThat(decide(false, "down")).isEqualTo(new Denied(Reason.AUTHORITY_UNAVAILABLE, "down"));
  }
}
