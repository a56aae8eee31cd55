package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class BinScriptIT {
  @TempDir Path directory;

  private int run(Path command, String... args) throws Exception {
    List<String> line = Stream.concat(Stream.of(command.toString()), Arrays.stream(args)).toList();
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("out").toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String out() throws Exception {
    return Files.readString(directory.resolve("out"));
  }

  @Test
  @DisplayName("bin/parley-doctor works from any directory, through a link, in any locale")
  void script() throws Exception {
    Path script = Path.of("").toAbsolutePath().resolve("../../bin/parley-doctor").normalize();
    Path link = Files.createSymbolicLink(directory.resolve("doctor"), script);
    Path conf = directory.resolve("krb5.conf");
    try (FakeKdc kdc = FakeKdc.ahead(Duration.ofHours(2))) {
      Files.writeString(
          conf,
          "[libdefaults]\n default_realm = X\n[realms]\n X = {\n kdc = 127.0.0.1:"
              + kdc.port()
              + "\n }\n");
      assertThat(run(link, "--krb5-conf", "krb5.conf")).as(out()).isEqualTo(1);
      assertThat(out()).contains("FAIL    clock", "[CLOCK_SKEW]").doesNotContain("SLF4J");
    }
    assertThat(run(link)).isEqualTo(2);
    assertThat(run(link, "--help")).isZero();
  }
}
