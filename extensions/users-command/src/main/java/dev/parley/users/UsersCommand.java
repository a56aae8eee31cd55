package dev.parley.users;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself; does nothing without one of its subcommands. */
@Command(
    name = "parley-users",
    description = "Manages the users file of Parley.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = UsersCommand.Version.class,
    subcommands = {
      AddCommand.class,
      RemoveCommand.class,
      ListCommand.class,
      CheckCommand.class,
      ImportCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   done, or the password is right",
      "  1   not done, or the password is wrong; a line says why",
      "  2   wrong arguments",
      "",
      "Passwords are asked for, or read from standard input, a line; never taken as arguments."
    })
final class UsersCommand implements Runnable {
  static final int FAILED = 1;

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private UsersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command; returns its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine line = new CommandLine(new UsersCommand(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof CommandFailure) {
            terminal.err().println("parley-users: " + exception.getMessage());
          } else if (exception instanceof IOException) {
            terminal.err().println("parley-users: " + FileProblem.text(exception));
          } else {
            throw exception;
          }
          return FAILED;
        });
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      terminal
          .err()
          .println(
              "parley-users: there is not enough memory for so many users, and the file is as it"
                  + " was; give the command more, as by JAVA_TOOL_OPTIONS=-Xmx2g");
      return FAILED;
    }
  }

  Terminal terminal() {
    return terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is expected");
  }

  /** Reads the version from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = UsersCommand.class.getPackage().getImplementationVersion();
      return new String[] {"parley-users " + (version == null ? "(not packaged)" : version)};
    }
  }
}
