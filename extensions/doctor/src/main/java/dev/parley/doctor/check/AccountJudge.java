package dev.parley.doctor.check;

import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Question.Account;
import dev.parley.sspi.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a users file lets a user in with a password.
 *
 * @param contents what it has
 * @param realm for which
 */
record AccountJudge(FilterUsers.Contents contents, String realm) {

  /** At least one finding. */
  List<Finding> judge(Account account, Facts facts) {
    Optional<User> found = find(account.name(), false);
    if (found.isEmpty()) {
      Optional<User> like = find(account.name(), true);
      return List.of(
          Fail.of(
              Reason.UNKNOWN_ACCOUNT,
              contents.path()
                  + " has no user "
                  + account.name()
                  + like.map(each -> ", but " + each.name() + ": case counts").orElse("")));
    }
    User user = found.get();
    if (!user.enabled()) {
      return List.of(Fail.of(Reason.ACCOUNT_DISABLED, user.name()));
    }
    if (isExpired(user, facts.world().clock().instant())) {
      return List.of(Fail.of(Reason.ACCOUNT_EXPIRED, user.name() + ", at " + user.expires()));
    }
    return List.of(judge(user, account.password()));
  }

  private Optional<User> find(String name, boolean anyCase) {
    return contents.users().stream()
        .filter(each -> anyCase ? each.name().equalsIgnoreCase(name) : each.name().equals(name))
        .findFirst();
  }

  static boolean isExpired(User user, Instant now) {
    Instant expires = user.expires();
    return expires != null && !now.isBefore(expires);
  }

  private Finding judge(User user, char[] password) {
    Map<String, Boolean> results = new LinkedHashMap<>();
    for (StoredKey each : user.keys()) {
      if (each.realm().equals(realm)) {
        results.merge(
            each.algorithm().token(), isOf(user.name(), each, password), Boolean::logicalOr);
      }
    }
    List<String> right = new ArrayList<>(results.keySet());
    right.removeIf(each -> !results.getOrDefault(each, false));
    if (results.isEmpty()) {
      List<String> realms = user.keys().stream().map(StoredKey::realm).distinct().toList();
      return Fail.of(
          Reason.NO_KEY_FOR_ALGORITHM,
          user.name()
              + " has keys for "
              + (realms.isEmpty() ? "no realm" : Few.of(realms).toString()));
    }
    if (right.isEmpty()) {
      return new Fail(
          "the password is not the one of " + user.name() + " in " + contents.path(),
          "give the right one, or set a new one with bin/parley-users add --update",
          Reason.WRONG_RESPONSE);
    }
    String text = "the password of " + user.name() + " is right for " + String.join(", ", right);
    return right.size() == results.size()
        ? new Ok(text)
        : new Fail(
            text + ", and wrong for the other keys of the realm",
            "set it again with bin/parley-users add --update");
  }

  private static boolean isOf(String user, StoredKey key, char[] password) {
    return isOf(user, key, password, StandardCharsets.UTF_8)
        || isOf(user, key, password, StandardCharsets.ISO_8859_1);
  }

  private static boolean isOf(String user, StoredKey key, char[] password, Charset charset) {
    try {
      StoredKey derived = StoredKey.derive(user, key.realm(), key.algorithm(), password, charset);
      boolean same = derived.equals(key);
      derived.key().destroy();
      return same;
    } catch (IllegalArgumentException e) {
      // The charset does not have its characters.
      return false;
    }
  }
}
