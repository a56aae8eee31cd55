package dev.parley.users;

import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
          + " already get the password and roles of their line. All lines are taken, or none.",
      "Standard input has at most 64 MiB (67108864 octets), about 1.5 million lines; import more in"
          + " several runs."
    })
final class ImportCommand implements Callable<Integer> {
  private static final Set<String> NAMES_OF_USERS =
      Set.of("user", "username", "name", "login", "account");
  private static final Set<String> NAMES_OF_PASSWORDS = Set.of("password", "passwd", "pass");
  private static final int MAXIMUM_OCTETS = 64 << 20;
  private static final int MAXIMUM_PROBLEMS = 20;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();
  @Mixin private final KeyOptions keyOptions = new KeyOptions();

  @Override
  public Integer call() throws IOException, CommandFailure {
    String text = read();
    Set<String> realms = new LinkedHashSet<>();
    int[] count = {0};
    file.store()
        .change(
            true,
            before -> {
              Import made = new Import(before, realms);
              count[0] = made.take(text);
              return made.after.build();
            });
    parent
        .terminal()
        .out()
        .println("imported " + count[0] + " users, realm " + String.join(", ", realms));
    return 0;
  }

  private String read() throws IOException, CommandFailure {
    byte[] octets = parent.terminal().in().readNBytes(MAXIMUM_OCTETS + 1);
    try {
      if (octets.length > MAXIMUM_OCTETS) {
        throw new CommandFailure(
            "standard input has more than "
                + MAXIMUM_OCTETS
                + " octets (64 MiB); nothing was imported. Import it in several runs: each adds to"
                + " the file");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new CommandFailure("standard input is not UTF-8");
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** One import: the users who were there, and those of the lines in their place or after them. */
  private final class Import {
    private final UsersFile before;
    private final Set<String> realmsOfFile;
    private final Set<String> realmsUsed;
    private final UsersFile.Builder after = UsersFile.builder();
    private final BitSet taken = new BitSet();
    private final List<String> problems = new ArrayList<>();

    Import(UsersFile before, Set<String> realmsUsed) {
      this.before = before;
      this.realmsOfFile = KeyOptions.realmsOf(before);
      this.realmsUsed = realmsUsed;
      before.users().forEach(after::put);
    }

    /** Takes all lines, or throws; answers how many they are. */
    int take(String text) throws CommandFailure {
      int count = 0;
      try {
        Csv lines = new Csv(text);
        for (Csv.Row row = lines.next(); row != null; row = lines.next()) {
          count++;
          if (count == 1 && isHeader(row)) {
            throw new CommandFailure(
                "nothing was imported: line 1 names columns, it is no user; take it out");
          }
          take(row, text);
          if (problems.size() == MAXIMUM_PROBLEMS) {
            break;
          }
        }
      } catch (CsvException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      if (!problems.isEmpty()) {
        throw new CommandFailure("nothing was imported\n  " + String.join("\n  ", problems));
      }
      if (count == 0) {
        throw new CommandFailure("standard input has no lines");
      }
      return count;
    }

    private void take(Csv.Row row, String text) throws CsvException {
      try {
        User user = user(row, before, realmsOfFile, realmsUsed);
        int place = after.put(user);
        if (taken.get(place)) {
          throw new CommandFailure(
              "the user " + user.name() + " is on line " + firstLine(user.name(), text) + " too");
        }
        taken.set(place);
      } catch (CommandFailure | IllegalArgumentException e) {
        problems.add("line " + row.line() + ": " + e.getMessage());
      }
    }
  }

  private static boolean isHeader(Csv.Row row) {
    return row.fields().size() > 1
        && NAMES_OF_USERS.contains(row.fields().get(0).strip().toLowerCase(Locale.ROOT))
        && NAMES_OF_PASSWORDS.contains(row.fields().get(1).strip().toLowerCase(Locale.ROOT));
  }

  /** Lines are not remembered, since there may be a million. */
  private static int firstLine(String user, String text) throws CsvException {
    Csv lines = new Csv(text);
    Csv.Row row = lines.next();
    while (row != null && !Passwords.normalize(row.fields().get(0)).equals(user)) {
      row = lines.next();
    }
    return row == null ? 0 : row.line();
  }

  private User user(Csv.Row row, UsersFile file, Set<String> ofFile, Set<String> realmsUsed)
      throws CommandFailure {
    List<String> fields = row.fields();
    if (fields.size() < 2 || fields.size() > 3) {
      throw new CommandFailure(
          "user,password,role;role is expected: 2 or 3 fields, not " + fields.size());
    }
    String name = Passwords.normalize(fields.get(0));
    @Nullable User before = file.find(name);
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
