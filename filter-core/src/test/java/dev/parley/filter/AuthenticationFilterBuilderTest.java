package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.testing.TokenPackage;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationFilterBuilderTest {
  private static final String NO_USERS = "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}";

  @TempDir Path folder;

  private static AuthenticationFilterBuilder builder() {
    return AuthenticationFilter.builder()
        .set("packages", "token")
        .set("mx-bean", false)
        .packageProvider(new TokenPackage());
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  @DisplayName("A relative path in the JSON file is resolved against the folder of that file")
  void besideTheFile() throws Exception {
    write("conf/users.json", NO_USERS);
    Path file = write("conf/parley.json", "{\"realm\":\"r\",\"users-file\":\"users.json\"}");
    try (AuthenticationFilter filter = builder().configFile(file).build()) {
      assertThat(filter.counters().logons()).isZero();
      assertThat(filter.contexts().size()).isZero();
      assertThat(filter.packages()).containsExactly(new TokenPackage().info());
    }
  }

  @Test
  @DisplayName("A relative path that is set beside the JSON file is one of the working directory")
  void workingDirectory() throws Exception {
    write("conf/users.json", NO_USERS);
    Path file = write("conf/parley.json", "{\"realm\":\"r\"}");
    AuthenticationFilterBuilder builder =
        builder().configFile(file).set(CoreSettings.USERS_FILE, Path.of("users.json"));
    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(Path.of("users.json").toAbsolutePath() + ": there is no such file");
  }

  @Test
  @DisplayName("Builder and JSON file end in the same checks")
  void sameChecks() throws Exception {
    Path file = write("parley.json", "{\"relm\":\"r\",\"context\":{\"max\":0}}");
    AuthenticationFilterBuilder builder = builder().configFile(file).set("context-max", "0");
    assertThatThrownBy(builder::build)
        .hasMessageContaining("did you mean realm?")
        .hasMessageContaining("context-max = 0")
        .hasMessageContaining("did you mean context-max?");
    assertThatThrownBy(() -> builder().configFile(folder.resolve("none.json")).build())
        .hasMessageContaining("config-file = ")
        .hasMessageContaining("a file that can be read")
        .hasMessageContaining(folder.resolve("none.json") + ": there is no such file");
    assertThatThrownBy(() -> builder().set("config-file", "").build())
        .hasMessageContaining("config-file = ");
  }

  @Test
  @DisplayName("A package that is not installed is refused with the names of those that are")
  void unknownPackage() {
    assertThatThrownBy(() -> builder().set("packages", "ntlm").build())
        .hasMessageContaining("packages = ntlm")
        .hasMessageContaining("token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"users-file", "htdigest-file", "config-file"})
  @DisplayName("A pipe in the place of a file is refused, and not waited for")
  @DisabledOnOs(OS.WINDOWS)
  void pipes(String key) throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    AuthenticationFilterBuilder builder = builder();
    if (!key.equals("config-file")) {
      builder.set("realm", "r");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> builder.set(key, pipe.toString()).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key + " = " + pipe)
                .hasMessageContaining(pipe + ": it is a pipe (FIFO), not a regular file; write"));
  }

  private static Server webApplication(Path base, FilterHolder holder) {
    ServletContextHandler context = new ServletContextHandler();
    context.setBaseResourceAsPath(base);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    Server server = new Server();
    server.setHandler(context);
    return server;
  }

  /** What a started web application's log says of the filter, which answers 503. */
  private String causeIn(FilterHolder holder) throws Exception {
    Server server = webApplication(folder, holder);
    try (LogLines log = new LogLines()) {
      server.start();
      AuthenticationFilter filter = (AuthenticationFilter) holder.getFilter();
      assertThatThrownBy(filter::counters).isInstanceOf(IllegalStateException.class);
      return log.of(Level.ERROR).get(0);
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("web.xml: init-params, and files below /WEB-INF/, are refused with the same words")
  void initParams() throws Exception {
    write("WEB-INF/parley.json", "{\"realm\":\"r\",\"users-file\":\"users.json\"}");
    write("WEB-INF/users.json", NO_USERS);
    FilterHolder holder = new FilterHolder(AuthenticationFilter.class);
    holder.setInitParameter("config-file", "/WEB-INF/parley.json");
    // filter-core alone has no package: the file was found and read, and that is all that is wrong.
    assertThat(causeIn(holder))
        .contains("packages = ")
        .doesNotContain("realm")
        .doesNotContain("users-file")
        .doesNotContain("config-file");
  }

  @Test
  @DisplayName("A filter built in Java takes no init-params")
  void builtWithInitParams() throws Exception {
    try (AuthenticationFilter filter =
        builder().set("realm", "r").digestAuthority(new FilterServer.OneUser()).build()) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setInitParameter("realm", "other");
      assertThat(causeIn(holder)).contains("realm = ").contains("the filter was built in Java");
    }
  }
}
