package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.check.World;
import dev.parley.users.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the command in this process. */
final class Examination {
  private final FakeNames names;
  private final Map<String, String> environment;

  Examination(FakeNames names, Map<String, String> environment) {
    this.names = names;
    // Whatever tickets who runs the tests may have.
    this.environment = new HashMap<>(Map.of("KRB5CCNAME", "FILE:/nonexistent/tickets"));
    this.environment.putAll(environment);
  }

  /** What a run gave. */
  record Result(int exitCode, String out, String err) {
    /** The lines of a check. */
    List<String> of(String check) {
      return out.lines()
          .filter(line -> line.matches("[A-Z]+ +" + check.replace(".", "\\.") + " .*"))
          .toList();
    }

    /** One line of the check says all of these. */
    void says(String check, String... words) {
      assertThat(of(check))
          .as(out)
          .anySatisfy(
              line -> Arrays.stream(words).forEach(word -> assertThat(line).contains(word)));
    }

    /** Nothing fails but this check. */
    void failsOnly(String check) {
      assertThat(exitCode).as(out + err).isEqualTo(1);
      assertThat(out.lines().filter(line -> line.startsWith("FAIL")).toList())
          .as(out)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains(" " + check + " "));
    }
  }

  Result run(String... arguments) {
    return typing("", arguments);
  }

  /** With this on standard input, and no console. */
  Result typing(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new DoctorCommand(
                new Terminal(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintWriter(out),
                    new PrintWriter(err),
                    null),
                new World(names, InstantSource.system(), environment))
            .run(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }
}
