package dev.parley.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private int run(String in, Path command, String... args) throws Exception {
    List<String> line = Stream.concat(Stream.of(command.toString()), Arrays.stream(args)).toList();
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("out").toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(in.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String out() throws Exception {
    return Files.readString(directory.resolve("out"));
  }

  @Test
  @DisplayName("bin/parley-users works from any directory, through a link, in any locale")
  void script() throws Exception {
    Path script = Path.of("").toAbsolutePath().resolve("../../bin/parley-users").normalize();
    Path link = Files.createSymbolicLink(directory.resolve("users"), script);
    String name = "J\u00e4son";
    assertThat(run("p\u00e4ss\n", link, "add", "--file", "u.json", name)).as(out()).isZero();
    assertThat(run("p\u00e4ss\n", link, "check", "--file", "u.json", name)).as(out()).isZero();
    assertThat(run("wrong\n", link, "check", "--file", "u.json", name)).as(out()).isEqualTo(1);
    assertThat(run("a,p,x\n", link, "import", "--file", "u.json")).as(out()).isZero();
    assertThat(run("", link, "list", "--file", "u.json")).isZero();
    assertThat(out()).contains(name + "\tenabled").contains("a\tenabled");
    assertThat(run("", link, "remove", "--file", "u.json", name)).as(out()).isZero();
    assertThat(run("", link)).isEqualTo(2);
  }
}
