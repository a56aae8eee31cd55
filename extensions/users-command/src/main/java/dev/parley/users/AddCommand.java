package dev.parley.users;

import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "add",
    sortOptions = false,
    description = {
      "Adds a user, or changes one with --update.",
      "The password is asked for, or read from the first line of standard input."
    })
final class AddCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private UsersCommand parent;

  @Mixin private final FileOption file = new FileOption();
  @Mixin private final KeyOptions keyOptions = new KeyOptions();

  @Option(
      names = "--role",
      split = ",",
      paramLabel = "ROLE",
      description = "A role; may be repeated.")
  private @Nullable List<String> roles;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = ExpiryConverter.class,
      description = "2030-01-01T00:00:00Z, 2030-01-01 (UTC) or never.")
  private @Nullable Expiry expires;

  @Option(names = "--disabled", description = "Lets the user not in.")
  private boolean disabled;

  @Option(names = "--enabled", description = "Lets the user in again, with --update.")
  private boolean enabled;

  @Option(names = "--update", description = "Changes a user who is there already.")
  private boolean update;

  @Option(
      names = "--keep-password",
      description = "With --update: leaves the password as it is and asks for none.")
  private boolean keepPassword;

  @Parameters(paramLabel = "NAME", description = "The user, exactly as clients write it.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  /** An expiry, or null for never. */
  private record Expiry(@Nullable Instant at) {}

  /** Reads an instant, a day or never. */
  static final class ExpiryConverter implements ITypeConverter<Expiry> {
    @Override
    public Expiry convert(String value) {
      try {
        if (value.equals("never")) {
          return new Expiry(null);
        }
        return new Expiry(
            value.contains("T")
                ? Instant.parse(value)
                : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeException e) {
        throw new TypeConversionException("allowed are 2030-01-01T00:00:00Z, 2030-01-01 and never");
      }
    }
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    if ((disabled && enabled) || (keepPassword && !update)) {
      throw new CommandFailure(
          "--disabled and --enabled exclude each other; --keep-password needs --update");
    }
    String user = Passwords.normalize(name);
    Terminal terminal = parent.terminal();
    char[] password =
        keepPassword ? new char[0] : Passwords.read(terminal, "Password of " + user, true);
    try {
      file.store()
          .change(
              !update,
              before -> {
                User after = changed(before, user, password);
                terminal.out().println(report(after));
                return Users.with(before, after);
              });
    } finally {
      Arrays.fill(password, '\0');
    }
    return 0;
  }

  private User changed(UsersFile users, String user, char[] password) throws CommandFailure {
    User before = users.find(user);
    if (before == null && update) {
      throw Users.unknown(user);
    }
    if (before != null && !update) {
      throw new CommandFailure("the user " + user + " is there already; change with --update");
    }
    try {
      User kept = keepPassword ? before : null;
      List<StoredKey> keys =
          kept != null
              ? kept.keys()
              : keyOptions.keys(
                  user, before, keyOptions.realms(KeyOptions.realmsOf(users), before), password);
      SessionKey ntHash =
          kept != null ? keyOptions.keptNtHash(kept) : keyOptions.ntHash(before, password);
      return new User(
          user,
          roles(before),
          !disabled && (enabled || before == null || before.enabled()),
          expires == null ? (before == null ? null : before.expires()) : expires.at(),
          keys,
          ntHash);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private List<String> roles(@Nullable User before) {
    if (roles == null) {
      return before == null ? List.of() : before.roles();
    }
    Set<String> chosen = new LinkedHashSet<>();
    roles.stream().map(Passwords::normalize).filter(role -> !role.isEmpty()).forEach(chosen::add);
    return new ArrayList<>(chosen);
  }

  private String report(User user) {
    Set<String> realms = new LinkedHashSet<>();
    user.keys().forEach(key -> realms.add(key.realm()));
    return (update ? "changed " : "added ")
        + user.name()
        + ", realm "
        + String.join(", ", realms)
        + (user.ntHash() == null ? "" : ", with an NT hash (as good as the password)");
  }
}
