package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audit.FilterName;
import dev.parley.config.ConfigurationException;
import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterNameTest {
  private final FakeContainer container = new FakeContainer();

  private static AuthenticationFilterBuilder builder() {
    return AuthenticationFilter.builder()
        .set("realm", "r")
        .set("packages", "token")
        .set("mx-bean", false)
        .packageProvider(new TokenPackage())
        .digestAuthority(new FilterServer.OneUser());
  }

  @Test
  @DisplayName("A filter built in Java is called by context path and filter-name once it has them")
  void builtInJava() throws ConfigurationException {
    try (AuthenticationFilter filter = builder().build()) {
      assertThat(filter.name()).isEqualTo(new FilterName("embedded", "r", "parley"));
      filter.init(container.config());
      assertThat(filter.name()).isEqualTo(new FilterName("/app", "r", "parley"));
    }
  }

  @Test
  @DisplayName("A filter that was ended has no name, and has one when it is initialised again")
  void again() throws ConfigurationException {
    AuthenticationFilter filter = builder().set("name", "login").build();
    filter.destroy();
    assertThatThrownBy(filter::name).isInstanceOf(IllegalStateException.class);
    filter.init(container.config());
    assertThat(filter.name()).isEqualTo(new FilterName("/app", "r", "login"));
    filter.destroy();
  }

  @Test
  @DisplayName("A filter of a web.xml is called by context path and filter-name from its start on")
  void ofWebXml(@TempDir Path folder) throws IOException {
    Path users = folder.resolve("users.json");
    Files.writeString(users, "{\"format\":\"parley-users\",\"version\":1,\"users\":[]}");
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(FilterServer.tokenLoader());
    container.initParams.put("realm", "r");
    container.initParams.put("packages", "token");
    container.initParams.put("mx-bean", "false");
    container.initParams.put("users-file", users.toString());
    try (AuthenticationFilter filter = new AuthenticationFilter()) {
      filter.init(container.config());
      assertThat(filter.name()).isEqualTo(new FilterName("/app", "r", "parley"));
      container.initParams.put("application", "shop");
      filter.init(container.config());
      assertThat(filter.name()).isEqualTo(new FilterName("shop", "r", "parley"));
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
