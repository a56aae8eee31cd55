package dev.parley.users;

import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "list",
    description = {
      "Lists the users, a line each, separated by tabs:",
      "name, enabled or disabled or expired, expiry, roles, realms with their algorithms and"
          + " \"NT hash\" where there is one."
    })
final class ListCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();

  @Override
  public Integer call() throws IOException, CommandFailure {
    Instant now = Instant.now();
    for (User user : file.store().read().users()) {
      parent.terminal().out().println(line(user, now));
    }
    return 0;
  }

  private static String line(User user, Instant now) {
    Instant expires = user.expires();
    boolean expired = expires != null && !expires.isAfter(now);
    Map<String, Set<String>> realms = new LinkedHashMap<>();
    for (StoredKey key : user.keys()) {
      realms
          .computeIfAbsent(key.realm(), realm -> new LinkedHashSet<>())
          .add(key.algorithm().token());
    }
    return String.join(
        "\t",
        user.name(),
        user.enabled() ? (expired ? "expired" : "enabled") : "disabled",
        expires == null ? "never" : expires.toString(),
        user.roles().isEmpty() ? "-" : String.join(",", user.roles()),
        Stream.concat(
                realms.entrySet().stream()
                    .map(realm -> realm.getKey() + " (" + String.join(" ", realm.getValue()) + ")"),
                user.ntHash() == null ? Stream.empty() : Stream.of("NT hash"))
            .collect(Collectors.joining(", ")));
  }
}
