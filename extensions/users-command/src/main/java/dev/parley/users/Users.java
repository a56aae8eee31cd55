package dev.parley.users;

import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands do with lists of users. */
final class Users {
  private Users() {}

  static @Nullable User find(UsersFile file, String name) {
    for (User user : file.users()) {
      if (user.name().equals(name)) {
        return user;
      }
    }
    return null;
  }

  static CommandFailure unknown(String name) {
    return new CommandFailure("there is no user " + name);
  }

  /** The users with this one in the place of the one of its name, or at the end. */
  static UsersFile with(UsersFile file, User user) {
    List<User> users = new ArrayList<>(file.users());
    for (int i = 0; i < users.size(); i++) {
      if (users.get(i).name().equals(user.name())) {
        users.set(i, user);
        return new UsersFile(users);
      }
    }
    users.add(user);
    return new UsersFile(users);
  }
}
