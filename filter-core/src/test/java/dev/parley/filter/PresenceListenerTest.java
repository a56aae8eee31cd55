package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContextEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The listener refuses an application without the filter")
class PresenceListenerTest {
  private final FakeContainer container = new FakeContainer();

  private void start() {
    new PresenceListener().contextInitialized(new ServletContextEvent(container.context()));
  }

  @Test
  @DisplayName("such as one whose filter-class is misspelt, and names what is there instead")
  void misspelt() {
    container.otherFilters.put("parley", "dev.parley.filter.AuthentcationFilter");
    container.otherFilters.put("compression", "org.example.Compression");
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing from the application /app")
        .hasMessageContaining("no filter-class is dev.parley.filter.AuthenticationFilter")
        .hasMessageContaining(
            "[compression = org.example.Compression,"
                + " parley = dev.parley.filter.AuthentcationFilter]")
        .hasMessageContaining("correct it in web.xml");
  }

  @Test
  @DisplayName("such as one whose container has left the filter out")
  void leftOut() {
    assertThatThrownBy(this::start).hasMessageContaining("there are []");
  }

  @Test
  @DisplayName("and lets one with the filter start")
  void there() {
    container.otherFilters.put("compression", "org.example.Compression");
    container.otherFilters.put("any", AuthenticationFilter.class.getName());
    start();
  }
}
