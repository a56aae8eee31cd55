package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.Built;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A modular program without a container, in a process of its own. */
@DisplayName("On the module path")
final class ModulePathIT {
  private static final long MEBIBYTE = 1 << 20;

  private static Map<String, List<String>> run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Built.java(),
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:MarkSweepDeadRatio=0",
            "--module-path"));
    command.add(Built.joined(Built.classPath("src-it/modular")));
    command.addAll(List.of("--module", "dev.parley.it.modular/dev.parley.it.modular.Main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .map(line -> line.split("=", 2))
        .collect(
            Collectors.groupingBy(
                pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
  }

  @Test
  @DisplayName("JPMS: a module finds the Digest package by ServiceLoader and logs a user on")
  void logsOn() throws Exception {
    Map<String, List<String>> values = run("logon");
    assertThat(values)
        .containsEntry("module", List.of("dev.parley.it.modular"))
        .containsEntry("user", List.of("alice", "alice"))
        .containsEntry("packages", List.of("1"))
        .containsEntry("authorityCalls", List.of("1"))
        .containsEntry("localVerifications", List.of("1"));
  }

  @Test
  @DisplayName("1,000,000 contexts at the cache bound take at most 400 MiB; those beyond it evict")
  void millionContexts() throws Exception {
    Map<String, List<String>> values = run("contexts", "1000000", "1001000");
    assertThat(values).containsEntry("held", List.of("1000000"));
    long heap = Long.parseLong(values.get("heap").get(0));
    assertThat(heap).isLessThanOrEqualTo(400 * MEBIBYTE);
  }
}
