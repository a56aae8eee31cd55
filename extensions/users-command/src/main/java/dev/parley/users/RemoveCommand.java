package dev.parley.users;

import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "remove", description = "Removes users; all that are named, or none.")
final class RemoveCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "The users.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() throws IOException, CommandFailure {
    List<String> wanted = names.stream().map(Passwords::normalize).distinct().toList();
    file.store().change(false, before -> without(before, wanted));
    wanted.forEach(name -> parent.terminal().out().println("removed " + name));
    return 0;
  }

  private static UsersFile without(UsersFile before, List<String> names) throws CommandFailure {
    for (String name : names) {
      if (before.find(name) == null) {
        throw Users.unknown(name);
      }
    }
    Set<String> removed = Set.copyOf(names);
    UsersFile.Builder after = UsersFile.builder();
    for (User user : before.users()) {
      if (!removed.contains(user.name())) {
        after.put(user);
      }
    }
    return after.build();
  }
}
