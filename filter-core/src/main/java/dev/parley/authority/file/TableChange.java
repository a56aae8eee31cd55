package dev.parley.authority.file;

import dev.parley.authority.AccountListener;
import dev.parley.sspi.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From one content of a file to the next. */
final class TableChange implements AccountListener.Renewal {
  private final AccountTable before;
  private final AccountTable after;
  private final List<String> some = new ArrayList<>();
  private int count;

  TableChange(AccountTable before, AccountTable after) {
    this.before = before;
    this.after = after;
    compare(before.users(), after.users(), true);
    compare(after.users(), before.users(), false);
  }

  private void compare(PackedUsers users, PackedUsers others, boolean contents) {
    for (int number = 0; number < users.size(); number++) {
      PackedUser user = users.get(number);
      PackedUser other = others.find(user.name());
      if (other == null || (contents && !user.isSameAs(other))) {
        count++;
        if (some.size() <= Listeners.MANY) {
          some.add(user.name());
        }
      }
    }
  }

  /**
   * The users who are not the same, or not at all, in the next content, and those who are new: a
   * client with a ticket may have logged on without being here, and be barred now. No more than one
   * beyond {@link Listeners#MANY}.
   */
  List<String> some() {
    return some;
  }

  /** How many they are. */
  int count() {
    return count;
  }

  /**
   * Whether all that this name can be logged on with in the realm now, by whichever user it may
   * stand for, has served none of its users before. Where one user alone is unchanged, guesses at
   * its password stay counted.
   */
  @Override
  public boolean covers(String name, String realm) {
    Set<Space> hashed = before.hashedSpaces();
    List<SessionKey> now = after.secrets(name, realm, hashed);
    List<SessionKey> once = before.secrets(name, realm, hashed);
    try {
      return !now.isEmpty() && now.stream().noneMatch(once::contains);
    } finally {
      now.forEach(SessionKey::destroy);
      once.forEach(SessionKey::destroy);
    }
  }
}
