package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Examination.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The command")
class DoctorCommandTest {
  @TempDir Path directory;

  private static Result run(String... arguments) {
    return new Examination(FakeNames.localhost(), Map.of()).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--json",
        "--unknown",
        "--url",
        "--url ftp://localhost/",
        "--url /path",
        "--url http://alice:secret@localhost/",
        "--url http:///path",
        "--config a b"
      })
  @DisplayName("ends with 2 and its usage when the arguments are wrong")
  void usage(String line) {
    Result result = run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Usage: parley-doctor");
    assertThat(result.out()).isEmpty();
  }

  @Test
  @DisplayName("tells what it can, and its version")
  void help() {
    assertThat(run("--help").out()).contains("--krb5-conf", "Exit codes:", "--strict");
    assertThat(run("--help").exitCode()).isZero();
    assertThat(run("--version").out()).startsWith("parley-doctor ");
  }

  @Test
  @DisplayName("writes JSON with the same findings as the text, one object each")
  void json() throws IOException {
    Path conf = directory.resolve("krb5.conf");
    Files.writeString(
        conf, "[libdefaults]\n default_realm = X.TEST\n permitted_enctypes = rc4-hmac\n");
    Result text = run("--krb5-conf", conf.toString());
    Result json = run("--krb5-conf", conf.toString(), "--json");
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(json.exitCode()).isEqualTo(1);
    JsonNode root = JsonMapper.shared().readTree(json.out());
    assertThat(root.get("format").asString()).isEqualTo("parley-doctor");
    assertThat(root.get("exitCode").asInt()).isEqualTo(1);
    assertThat(root.get("findings").size()).isEqualTo((int) text.out().lines().count() - 1);
    JsonNode fail =
        root.get("findings")
            .valueStream()
            .filter(each -> each.get("outcome").asString().equals("FAIL"))
            .findFirst()
            .orElseThrow();
    assertThat(fail.get("check").asString()).isEqualTo("krb5.conf");
    assertThat(fail.get("reason").asString()).isEqualTo("ENCTYPE_NOT_PERMITTED");
    assertThat(fail.get("mend").asString()).isEqualTo("take the line out");
    assertThat(text.out()).contains(fail.get("finding").asString());
  }
}
