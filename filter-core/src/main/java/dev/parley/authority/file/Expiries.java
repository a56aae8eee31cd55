package dev.parley.authority.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the users of a file expire. Goes through them only when it is time for one, which may be
 * many seconds or years from look to look. Not thread-safe.
 */
final class Expiries {
  private final PackedUsers users;

  private Instant last = Instant.MIN;

  /** The first expiry after the last look. */
  private Instant next = Instant.MIN;

  Expiries(PackedUsers users) {
    this.users = users;
  }

  /** The users that expire after {@code from}, up to and with {@code to}. */
  List<String> between(Instant from, Instant to) {
    boolean goesBack = to.isBefore(last);
    last = to;
    if (to.isBefore(next) && !goesBack) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    next = Instant.MAX;
    for (int number = 0; number < users.size(); number++) {
      PackedUser user = users.get(number);
      Instant expires = user.expires();
      if (expires != null && expires.isAfter(to)) {
        next = expires.isBefore(next) ? expires : next;
      } else if (expires != null && expires.isAfter(from)) {
        names.add(user.name());
      }
    }
    return names;
  }

  /** Whether any user expires at all. */
  boolean areAny() {
    for (int number = 0; number < users.size(); number++) {
      if (users.get(number).expires() != null) {
        return true;
      }
    }
    return false;
  }
}
