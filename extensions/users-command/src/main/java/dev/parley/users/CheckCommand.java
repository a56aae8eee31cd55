package dev.parley.users;

import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "check",
    description = {
      "Checks a user's password against each realm and algorithm of the user, and the NT hash.",
      "It is asked for, or read from the first line of standard input. Exit code 0 when it is"
          + " right everywhere and the user would be let in, else 1."
    })
final class CheckCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();

  @Option(
      names = {"-r", "--realm"},
      paramLabel = "R",
      description = "Only this realm, and not the NT hash; may be repeated.")
  private List<String> realms = new ArrayList<>();

  @Parameters(paramLabel = "NAME", description = "The user.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Override
  public Integer call() throws IOException, CommandFailure {
    UsersFile users = file.store().read();
    String wanted = Passwords.normalize(name);
    User user = users.find(wanted);
    if (user == null) {
      throw Users.unknown(wanted);
    }
    char[] password = Passwords.read(parent.terminal(), "Password of " + wanted, false);
    try {
      return report(user, results(user, password)) ? 0 : UsersCommand.FAILED;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private Map<String, Boolean> results(User user, char[] password) {
    Map<String, Boolean> results = new LinkedHashMap<>();
    for (StoredKey key : user.keys()) {
      if (realms.isEmpty() || realms.contains(key.realm())) {
        results.merge(
            "realm " + key.realm() + ", " + key.algorithm(),
            isOf(user.name(), key, password),
            Boolean::logicalOr);
      }
    }
    SessionKey ntHash = user.ntHash();
    if (ntHash != null && realms.isEmpty()) {
      SessionKey derived = NtHash.derive(password);
      results.put("NTLM", derived.equals(ntHash));
      derived.destroy();
    }
    return results;
  }

  private static boolean isOf(String user, StoredKey key, char[] password) {
    if (StoredKey.derive(user, key.realm(), key.algorithm(), password).equals(key)) {
      return true;
    }
    try {
      return StoredKey.derive(
              user, key.realm(), key.algorithm(), password, StandardCharsets.ISO_8859_1)
          .equals(key);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean report(User user, Map<String, Boolean> results) {
    boolean good = !results.isEmpty();
    for (Map.Entry<String, Boolean> each : results.entrySet()) {
      String word = each.getValue() ? "right" : "wrong";
      print(word + " for " + each.getKey());
      good &= each.getValue();
    }
    if (results.isEmpty()) {
      print("there is no hash to check with");
    }
    Instant expires = user.expires();
    if (!user.enabled() || (expires != null && !expires.isAfter(Instant.now()))) {
      print("the user is " + (user.enabled() ? "expired" : "disabled"));
      return false;
    }
    return good;
  }

  private void print(String line) {
    parent.terminal().out().println(line);
  }
}
