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

@DisplayName("A fault of the configuration is named")
class ConfigurationFaultsTest {
  @TempDir Path directory;

  private Result examine(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("parley.json"), json);
    Path conf =
        Files.writeString(
            directory.resolve("krb5.conf"),
            "[libdefaults]\n default_realm = X.TEST\n dns_lookup_kdc = no\n");
    return new Examination(FakeNames.localhost(), Map.of())
        .run("--config", file.toString(), "--krb5-conf", conf.toString());
  }

  @Test
  @DisplayName("none: the filter starts; a store of users may come from the application")
  void well() throws IOException {
    Files.writeString(
        directory.resolve("users.json"),
        "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
    Result result = examine("{\"realm\": \"X\", \"users-file\": \"users.json\"}");
    result.says("configuration", "WARN", "packages does not hold negotiate");
    result.says("configuration", "WARN", "users-file = users.json", "no user", "parley-users add");
    assertThat(result.of("configuration")).hasSize(2);
    assertThat(result.err()).isEmpty();
    examine("{\"realm\": \"X\"}").says("configuration", "WARN", "names no store of users");
  }

  @Test
  @DisplayName("a misspelt key, a wrong value and a missing file are told as the filter tells them")
  void problems() throws IOException {
    Result result = examine("{\"relm\": \"X\", \"digest\": {\"qop\": \"none\"}}");
    assertThat(result.exitCode()).isEqualTo(1);
    result.says("configuration", "FAIL", "relm", "did you mean realm?");
    result.says("configuration", "FAIL", "digest.qop = none", "auth, auth-int");
    examine("{\"realm\": \"X\", \"users-file\": \"absent.json\"}")
        .says("configuration", "FAIL", "users-file");
  }

  @Test
  @DisplayName("what is allowed and dangerous is told as the filter tells it, and is no failure")
  void warnings() throws IOException {
    Result result =
        examine(
            "{\"realm\": \"X, Y\", \"packages\": \"digest\", \"open-paths\": \"/*\","
                + " \"digest\": {\"replay-protection\": \"off\"}}");
    assertThat(result.of("configuration")).noneMatch(line -> line.startsWith("FAIL"));
    result.says("configuration", "WARN", "realm = X, Y", "comma");
    result.says("configuration", "WARN", "open-paths = /*", "open to everybody");
    result.says("configuration", "WARN", "digest.replay-protection = off", "sent again");
  }

  @Test
  @DisplayName("no JSON, or no file")
  void unreadable() throws IOException {
    examine("{\"realm\": ").says("configuration", "FAIL", "line 1");
    Result result =
        new Examination(FakeNames.localhost(), Map.of())
            .run("--config", directory.resolve("absent").toString());
    result.says("configuration", "FAIL", "a file that can be read");
    result.says("keytab", "SKIPPED");
  }
}
