package dev.parley.users;

import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Adds users from standard input, a line each: user,password,role;role",
      "CSV (RFC 4180) in UTF-8 without a header line; the roles may be missing. Users who are there"
          + " already get the password and roles of their line. All lines are taken, or none."
    })
final class ImportCommand implements Callable<Integer> {
  private static final int MAXIMUM_OCTETS = 64 << 20;
  private static final int MAXIMUM_PROBLEMS = 20;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();
  @Mixin private final KeyOptions keyOptions = new KeyOptions();

  @Override
  public Integer call() throws IOException, CommandFailure {
    List<Csv.Row> rows = read();
    if (rows.isEmpty()) {
      throw new CommandFailure("standard input has no lines");
    }
    Set<String> realms = new LinkedHashSet<>();
    file.store().change(true, before -> imported(before, rows, realms));
    parent
        .terminal()
        .out()
        .println("imported " + rows.size() + " users, realm " + String.join(", ", realms));
    return 0;
  }

  private List<Csv.Row> read() throws IOException, CommandFailure {
    byte[] octets = parent.terminal().in().readNBytes(MAXIMUM_OCTETS + 1);
    try {
      if (octets.length > MAXIMUM_OCTETS) {
        throw new CommandFailure("standard input is longer than " + MAXIMUM_OCTETS + " octets");
      }
      return Csv.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      throw new CommandFailure("standard input is not UTF-8");
    } catch (CsvException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private UsersFile imported(UsersFile before, List<Csv.Row> rows, Set<String> realmsUsed)
      throws CommandFailure {
    Map<String, User> users = new LinkedHashMap<>();
    before.users().forEach(user -> users.put(user.name(), user));
    Set<String> ofFile = KeyOptions.realmsOf(before);
    Map<String, Integer> lines = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Csv.Row row : rows) {
      try {
        User user = user(row, ofFile, users, realmsUsed);
        Integer other = lines.put(user.name(), row.line());
        if (other != null) {
          throw new CommandFailure("the user " + user.name() + " is on line " + other + " too");
        }
        users.put(user.name(), user);
      } catch (CommandFailure | IllegalArgumentException e) {
        problems.add("line " + row.line() + ": " + e.getMessage());
        if (problems.size() == MAXIMUM_PROBLEMS) {
          break;
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailure("nothing was imported\n  " + String.join("\n  ", problems));
    }
    return new UsersFile(List.copyOf(users.values()));
  }

  private User user(
      Csv.Row row, Set<String> ofFile, Map<String, User> users, Set<String> realmsUsed)
      throws CommandFailure {
    List<String> fields = row.fields();
    if (fields.size() < 2 || fields.size() > 3) {
      throw new CommandFailure(
          "user,password,role;role is expected: 2 or 3 fields, not " + fields.size());
    }
    String name = Passwords.normalize(fields.get(0));
    @Nullable User before = users.get(name);
    Set<String> realms = keyOptions.realms(ofFile, before);
    realmsUsed.addAll(realms);
    char[] password = Passwords.normalize(fields.get(1).toCharArray());
    try {
      return new User(
          name,
          fields.size() == 3 ? roles(fields.get(2)) : List.of(),
          before == null || before.enabled(),
          before == null ? null : before.expires(),
          keyOptions.keys(name, before, realms, password),
          keyOptions.ntHash(before, password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static List<String> roles(String field) {
    Set<String> roles = new LinkedHashSet<>();
    for (String role : field.split(";", -1)) {
      String name = Passwords.normalize(role).strip();
      if (!name.isEmpty()) {
        roles.add(name);
      }
    }
    return List.copyOf(roles);
  }
}
