package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.audit.AuditLog;
import dev.parley.audit.Slf4jAuditLog;
import dev.parley.config.Warning;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.testing.TokenPackage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("Warnings are seen")
class WarningLogTest {
  private static final Logger WARNINGS = (Logger) LoggerFactory.getLogger("dev.parley.warnings");
  private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("dev.parley.audit");
  private static final Warning WARNING = new Warning("key", "value", "consequence", "remedy");

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> slf4j = new ListAppender<>();
  private final List<String> system = new ArrayList<>();
  private final java.util.logging.Logger systemLogger =
      java.util.logging.Logger.getLogger("dev.parley.warnings");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          system.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    slf4j.start();
    WARNINGS.addAppender(slf4j);
    systemLogger.addHandler(handler);
  }

  @AfterEach
  void restore() {
    WARNINGS.detachAppender(slf4j);
    WARNINGS.setLevel(null);
    AUDIT.setLevel(null);
    systemLogger.removeHandler(handler);
  }

  @Test
  @DisplayName("in the logger dev.parley.warnings of SLF4J, as one line at the level WARN")
  void slf4j() {
    new WarningLog().accept(WARNING);
    assertThat(slf4j.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.WARN);
              assertThat(line.getFormattedMessage()).isEqualTo("key = value: consequence; remedy");
            });
    assertThat(system).isEmpty();
  }

  @Test
  @DisplayName("in the system's logger of this name where SLF4J shows none")
  void system() {
    WARNINGS.setLevel(Level.ERROR);
    new WarningLog().accept(WARNING);
    assertThat(slf4j.list).isEmpty();
    assertThat(system).containsExactly("WARNING key = value: consequence; remedy");
  }

  @Test
  @DisplayName("An audit that is switched off is one, unless another log takes the events")
  void silentAudit() {
    AuditLog off = new Slf4jAuditLog();
    assertThat(WarningLog.ofLog(List.of(off))).isEmpty();
    AUDIT.setLevel(Level.ERROR);
    assertThat(WarningLog.ofLog(List.of(off)))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo("dev.parley.audit");
              assertThat(warning.consequence()).contains("no refusal");
            });
    assertThat(WarningLog.ofLog(List.of(new EveryChallenge(off)))).hasSize(1);
    assertThat(WarningLog.ofLog(List.of(off, event -> {}))).isEmpty();
    assertThat(WarningLog.ofLog(List.of())).hasSize(1);
  }

  /** What runs without a provider. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      AuthenticationFilter.builder()
          .set("realm", "r")
          .set("packages", "token")
          .set("users-file", arguments[0])
          .set("lockout-failures", "0")
          .packageProvider(new TokenPackage())
          .build()
          .close();
    }
  }

  @Test
  @DisplayName(
      "Without any provider of SLF4J the process says so itself: the audit vanishes, and what else")
  void withoutProvider() throws Exception {
    Path json =
        Files.writeString(
            folder.resolve("users.json"),
            "{\"format\":\"parley-users\",\"version\":1,\"users\":[{\"name\":\"a\",\"keys\":[]}]}");
    String classPath =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(each -> !each.contains("logback"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Program.class.getName(),
                json.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output.lines())
        .anySatisfy(line -> assertThat(line).contains("WARNING", "slf4j = (no provider)", "audit"))
        .anySatisfy(line -> assertThat(line).contains("WARNING", "lockout-failures = 0"));
  }
}
