package dev.parley.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.demo.SampleUsers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  @DisplayName("every option is read, with a space or an equals sign")
  void readsAll(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f.json"), "{}");
    Options options =
        Options.parse(
            List.of(
                "--port=0",
                "--host",
                "::1",
                "--name",
                "demo.example",
                "--name=other.example",
                "--config",
                file.toString(),
                "--users=" + file,
                "--realm",
                "a=b",
                "--set",
                "digest.nonce-lifetime=5s",
                "--set=x=y=z"));
    assertThat(options.port()).isZero();
    assertThat(options.host()).isEqualTo("::1");
    assertThat(options.names()).containsExactly("demo.example", "other.example");
    assertThat(options.config()).isEqualTo(file.toAbsolutePath());
    assertThat(options.settings())
        .isEqualTo(
            Map.of(
                "users-file", file.toAbsolutePath().toString(),
                "realm", "a=b",
                "digest.nonce-lifetime", "5s",
                "x", "y=z"));
    assertThat(Options.parse(List.of("-h")).help()).isTrue();
    assertThat(Options.parse(List.of()).port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @DisplayName("what is not usable is named")
  @CsvSource({
    "--port 70000, 70000",
    "--port -1, -1",
    "--port, needs a value",
    "--prot 1, --prot",
    "extra, extra",
    "--set x, KEY=VALUE",
    "--set =x, KEY=VALUE",
    "--users /no/such/file, /no/such/file"
  })
  void refuses(String line, String named) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Options.parse(List.of(line.split(" "))))
        .withMessageContaining(named);
  }

  @Test
  @DisplayName("the command line goes before the file, the file before the demo's own settings")
  void precedence(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f.json"),
            """
            {"realm": "file", "digest": {"nonce-lifetime": "9s"}, "htdigest-file": "u"}""");
    DemoSettings settings = new DemoSettings(Map.of("realm", "line"), file);
    assertThat(settings.toSet())
        .containsEntry("realm", "line")
        .containsKey("open-paths")
        .doesNotContainKeys("digest.nonce-lifetime", "users-file");
    assertThat(settings.value("realm")).isEqualTo("line");
    assertThat(settings.value("digest.nonce-lifetime")).isEqualTo("9s");
    assertThat(settings.namesUsers()).isTrue();
    assertThat(new DemoSettings(Map.of(), null).namesUsers()).isFalse();
    assertThat(new DemoSettings(Map.of(), null).value("realm")).isEqualTo("Parley demo");
  }

  @Test
  @DisplayName("Negotiate stands before Digest when it is asked for, and not before")
  void negotiate() throws Exception {
    Options both = Options.parse(List.of("--ntlm", "--kerberos", "--port", "0"));
    assertThat(both.kerberos()).isTrue();
    assertThat(both.ntlm()).isTrue();
    assertThat(Options.parse(List.of()).ntlm()).isFalse();
    DemoSettings settings = new DemoSettings(Map.of(), null);
    settings.offer(false, null);
    assertThat(settings.toSet()).doesNotContainKey("packages");
    settings.offer(true, null);
    assertThat(settings.toSet())
        .containsEntry("packages", "negotiate, digest")
        .containsEntry("negotiate.mechanisms", "ntlm")
        .containsEntry("negotiate.keep", "session")
        .containsEntry("negotiate.schemes", "negotiate, ntlm");
  }

  @Test
  @DisplayName("a server that others can reach gets passwords that nobody knows")
  void freshPasswords() {
    String greeting = new Greeting("::", 80, SampleUsers.fresh()).text("r", true, true, null);
    assertThat(greeting)
        .contains("http://[::]:80/", "curl --ntlm -u alice:")
        .doesNotContain("wonderland", "builder");
    assertThat(new Greeting(null, 80, SampleUsers.known()).text("r", false, false, null))
        .contains("curl --digest -u NAME http://")
        .doesNotContain("wonderland", "ntlm", "kinit");
  }
}
