package dev.parley.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.realm.ClientRealm;
import dev.parley.it.realm.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code bin/parley-doctor} as a process of its own, in a realm, with somebody's tickets. */
public final class Doctor {
  private final Map<String, String> environment;
  private final List<String> jvm = new ArrayList<>();
  private String input = "";

  private Doctor(Map<String, String> environment) {
    this.environment = new HashMap<>(environment);
  }

  /**
   * The doctor of a realm.
   *
   * @param tickets a cache, which need not exist
   */
  public static Doctor of(ClientRealm realm, Path tickets) {
    return new Doctor(realm.environment(tickets));
  }

  /** The doctor of a machine without Kerberos. */
  public static Doctor withoutKerberos() {
    return new Doctor(
        Map.of("KRB5_CONFIG", "/nonexistent/krb5.conf", "KRB5CCNAME", "FILE:/nonexistent/tickets"));
  }

  /** With this on standard input. */
  public Doctor typing(String text) {
    input = text;
    return this;
  }

  /** With names in both directions from a file such as {@code /etc/hosts}, in place of DNS. */
  public Doctor names(Path hosts) {
    jvm.add("-Djdk.net.hosts.file=" + hosts);
    return this;
  }

  /** Runs it. */
  public Diagnosis run(String... arguments) throws Exception {
    Path jar =
        Built.projectFolder()
            .resolve("extensions/doctor/target/command/parley-doctor-runnable.jar");
    List<String> words = new ArrayList<>(List.of(Built.java(), "-XX:TieredStopAtLevel=1"));
    words.addAll(jvm);
    words.addAll(List.of("-jar", jar.toString()));
    words.addAll(Arrays.asList(arguments));
    Command.Result result = Command.of(words).with(environment).input(input).run();
    return new Diagnosis(result.status(), result.output());
  }

  /** What it found. */
  public record Diagnosis(int status, String output) {
    /** One line of a check has this outcome and all of these words. */
    public Diagnosis says(String outcome, String check, String... words) {
      assertThat(output.lines())
          .as(output)
          .anySatisfy(
              line -> {
                assertThat(line).matches(outcome + " +" + check.replace(".", "\\.") + " .*");
                assertThat(line).contains(words);
              });
      return this;
    }

    /** Two checks have the same lines: one cause, one mend. */
    public Diagnosis saysTheSame(String one, String other) {
      assertThat(linesOf(one)).as(output).isNotEmpty().isEqualTo(linesOf(other));
      return this;
    }

    private List<String> linesOf(String check) {
      return output
          .lines()
          .filter(line -> line.matches("[A-Z]+ +" + check + " .*"))
          .map(line -> line.replaceFirst(" +" + check + " +", " "))
          .toList();
    }

    /** All is well. */
    public void isHealthy() {
      assertThat(output.lines()).as(output).noneMatch(line -> line.startsWith("FAIL"));
      assertThat(status).as(output).isZero();
    }

    /** These checks fail and no others, and the exit status says so. */
    public void failsOnly(String... checks) {
      assertThat(output.lines().filter(line -> line.startsWith("FAIL")))
          .as(output)
          .extracting(line -> line.split(" +")[1])
          .containsOnly(checks);
      assertThat(status).as(output).isEqualTo(1);
    }
  }
}
