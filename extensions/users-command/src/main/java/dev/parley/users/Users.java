package dev.parley.users;

import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;

/** What the commands do with lists of users. */
final class Users {
  private Users() {}

  static CommandFailure unknown(String name) {
    return new CommandFailure("there is no user " + name);
  }

  /** The users with this one in the place of the one of its name, or at the end. */
  static UsersFile with(UsersFile file, User user) {
    UsersFile.Builder after = UsersFile.builder();
    file.users().forEach(after::put);
    after.put(user);
    return after.build();
  }
}
