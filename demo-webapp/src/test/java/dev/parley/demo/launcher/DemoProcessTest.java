package dev.parley.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.realm.Command;
import dev.parley.it.realm.MitKdc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process. */
class DemoProcessTest {
  @TempDir Path folder;

  private Process demo(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Demo.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String end(Process process, int code) throws Exception {
    String output = all(process.getInputStream());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(code);
    return output;
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("it says within 10 s where it is and who may enter, and goes when it is told to")
  void lifeCycle() throws Exception {
    Instant started = Instant.now();
    Process process = demo("--port", "0", "--realm", "another realm");
    try {
      String text = greeting(process);
      assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
      Matcher curl =
          Pattern.compile("curl --digest -u (\\w+):(\\w+) (http://localhost:\\d+)(/\\S+)")
              .matcher(text);
      int lines = 0;
      while (curl.find()) {
        lines++;
        DigestClient client = new DigestClient(curl.group(3), curl.group(1), curl.group(2));
        assertThat(client.get(curl.group(4)).statusCode()).as(curl.group()).isEqualTo(200);
      }
      assertThat(lines).as(text).isEqualTo(3);
      assertThat(text).contains("another realm");
      assertThat(folder).isNotEmptyDirectory();
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(folder).as("the sample users are gone").isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String greeting(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    for (String line; (line = reader.readLine()) != null; ) {
      text.append(line).append('\n');
      if (line.startsWith("Ctrl+C")) {
        break;
      }
    }
    return text.toString();
  }

  @Test
  @DisplayName("the lines for Kerberos and NTLM work when they are pasted")
  void pastedLines() throws Exception {
    assumeTrue(MitKdc.missing().isEmpty(), "no MIT KDC");
    assumeTrue(Command.find("curl").isPresent(), "no curl");
    Process process = demo("--port", "0", "--kerberos", "--ntlm");
    try {
      List<String> lines =
          greeting(process)
              .lines()
              .map(String::strip)
              .filter(line -> line.matches("(export|echo|curl --n).*"))
              .toList();
      assertThat(lines).hasSize(4);
      String answers = Command.of("sh", "-ec", String.join("\n", lines)).run().expectSuccess();
      assertThat(answers)
          .contains("\"mechanism\":\"Kerberos\"", "\"mechanism\":\"NTLM\"")
          .contains("\"client\":\"alice@PARLEY.DEMO\"");
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(folder).as("realm and sample users are gone").isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @DisplayName("a port in use: exit code 2 and the port's number")
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(end(demo("--port", port), 2)).contains(port, "--port");
    }
  }

  @Test
  @DisplayName("a setting nobody knows: exit code 2 and the setting's name")
  void unknownSetting() throws Exception {
    assertThat(end(demo("--port", "0", "--set", "relm=x"), 2)).contains("relm");
  }

  @Test
  @DisplayName("a configuration that is no JSON: exit code 2")
  void brokenConfiguration() throws Exception {
    Path config = Files.writeString(folder.resolve("c.json"), "{realm");
    assertThat(end(demo("--port", "0", "--config", config.toString()), 2)).contains("c.json");
  }

  @Test
  @DisplayName("help: exit code 0")
  void help() throws Exception {
    assertThat(end(demo("--help"), 0)).contains("--port N", "--set KEY=VALUE");
  }
}
