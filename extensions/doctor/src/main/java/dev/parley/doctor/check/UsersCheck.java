package dev.parley.doctor.check;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.User;
import dev.parley.digest.options.DigestOptions;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.check.Question.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether the users of the file have what Digest needs: a key for the realm and for each algorithm
 * that is offered; and whether the user who was named has it.
 */
final class UsersCheck implements Check {
  @Override
  public String name() {
    return "users";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (ConfigurationFacts each : facts.configurations()) {
      DigestOptions options = each.digest().orNull();
      List<Finding> own =
          options == null
              ? List.of(new Skipped(each.digest().why()))
              : look(facts.users(each), options, facts);
      own.forEach(finding -> findings.add(finding.prefixed(each.source().prefix())));
    }
    return findings.isEmpty()
        ? List.of(new Skipped("no settings tell who the users are"))
        : findings;
  }

  private static List<Finding> look(FilterUsers users, DigestOptions options, Facts facts) {
    FilterUsers.Contents contents = users.file().orNull();
    if (contents == null) {
      return List.of(new Skipped(users.file().why()));
    }
    List<Finding> findings = new ArrayList<>();
    users
        .lacks()
        .forEach(
            (warning, names) ->
                findings.add(
                    new Warn(
                        warning.key()
                            + " = "
                            + warning.value()
                            + ": "
                            + warning.consequence()
                            + ": "
                            + names,
                        warning.remedy())));
    findings.add(summary(contents, options, facts.world().clock().instant()));
    Account account = facts.question().account();
    if (account != null) {
      findings.addAll(new AccountJudge(contents, options.realm()).judge(account, facts));
    }
    return findings;
  }

  private static Finding summary(
      FilterUsers.Contents contents, DigestOptions options, Instant now) {
    List<User> all = contents.users();
    Few disabled = names(all, each -> !each.enabled());
    Few expired = names(all, each -> each.enabled() && AccountJudge.isExpired(each, now));
    List<String> keys = new ArrayList<>();
    for (DigestAlgorithm algorithm : FilterUsers.offered(options)) {
      keys.add(algorithm + " " + count(all, options.realm(), algorithm));
    }
    String text =
        contents.path()
            + ": "
            + all.size()
            + (all.size() == 1 ? " user" : " users")
            + ", with keys for the realm "
            + options.realm()
            + ": "
            + String.join(", ", keys)
            + (disabled.size() == 0 ? "" : "; disabled: " + disabled)
            + (expired.size() == 0 ? "" : "; expired: " + expired);
    boolean everyoneOut = !all.isEmpty() && disabled.size() + expired.size() == all.size();
    return everyoneOut && expired.size() > 0
        ? new Warn(text + ": no user can log on", "extend them with bin/parley-users add --update")
        : new Ok(text);
  }

  private static long count(List<User> users, String realm, DigestAlgorithm algorithm) {
    return users.stream().filter(user -> FilterUsers.hasKey(user, realm, algorithm)).count();
  }

  private static Few names(List<User> users, Predicate<User> which) {
    Few few = new Few();
    users.stream().filter(which).map(User::name).forEach(few::add);
    return few;
  }
}
