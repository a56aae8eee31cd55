package dev.parley.doctor;

import dev.parley.doctor.check.World;
import dev.parley.doctor.net.SystemNames;
import dev.parley.users.Terminal;
import java.time.InstantSource;

/** Runs the command and ends with its exit code. */
public final class Main {
  private Main() {}

  /** Runs the command with the streams of the process. */
  public static void main(String[] args) {
    DoctorCommand command =
        new DoctorCommand(
            Terminal.ofProcess(),
            new World(new SystemNames(), InstantSource.system(), System.getenv()));
    System.exit(command.run(args));
  }
}
