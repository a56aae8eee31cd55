package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.parley.testing.TokenPackage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The start warns of requests that the container leads past the filter")
class CoverageTest {
  private static final String FILTER =
      "<filter><filter-name>parley</filter-name><async-supported>true</async-supported></filter>";

  private final FakeContainer container = new FakeContainer();
  private final AuthenticationFilterBuilder builder =
      AuthenticationFilter.builder()
          .set("realm", "r")
          .set("packages", "token")
          .set("mx-bean", false)
          .packageProvider(new TokenPackage())
          .digestAuthority(new FilterServer.OneUser());

  @BeforeEach
  void mapToAll() {
    container.urlPatterns = List.of("/*");
    container.servlets.put("default", List.of("/"));
    container.servlets.put("jsp", List.of("*.jsp", "*.jspx"));
    container.servlets.put("admin", List.of("/admin/*"));
  }

  private List<String> warnings() throws Exception {
    try (LogLines log = new LogLines();
        AuthenticationFilter filter = builder.build()) {
      filter.init(container.config());
      return log.of(Level.WARN);
    }
  }

  private static String mapping(String pattern, String... dispatchers) {
    return "<filter-mapping><filter-name>parley</filter-name>"
        + pattern
        + Stream.of(dispatchers)
            .map(each -> "<dispatcher>" + each + "</dispatcher>")
            .collect(Collectors.joining())
        + "</filter-mapping>";
  }

  private static String url(String pattern) {
    return "<url-pattern>" + pattern + "</url-pattern>";
  }

  private void webXml(String... elements) {
    container.webXml = DescriptorTest.HEAD + String.join("", elements) + "</web-app>";
  }

  @Test
  @DisplayName("not where the README's web.xml stands")
  void readme() throws Exception {
    webXml(FILTER, mapping(url("/*"), "REQUEST", "ASYNC", "FORWARD", "ERROR"));
    builder.set("required-roles", "/admin/* = admin");
    assertThat(warnings()).isEmpty();
  }

  @Test
  @DisplayName("of Jetty's WebSockets in front of it, and what to declare")
  void webSockets() throws Exception {
    String jetty = "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter";
    String own = mapping(url("/*"), "REQUEST", "ASYNC", "FORWARD", "ERROR");
    String other = own.replace("parley", jetty);
    container.otherFilters.put(jetty, jetty);
    for (String mappings : List.of(own, other + own)) {
      webXml(FILTER, mappings);
      assertThat(warnings())
          .singleElement()
          .asString()
          .contains("Jetty opens WebSockets, so that everybody gets them")
          .contains("filter-class " + jetty);
    }
    webXml(FILTER, own + other);
    assertThat(warnings()).isEmpty();
    container.otherFilters.clear();
    container.otherFilters.put("compression", "org.example.Compression");
    webXml(FILTER, own);
    assertThat(warnings()).isEmpty();
  }

  @Test
  @DisplayName("of the paths in the settings first, however many a container has of its own")
  void settingsFirst() throws Exception {
    container.urlPatterns = List.of("/page/*");
    for (char each = 'a'; each <= 'z'; each++) {
      container.servlets.put("of-container-" + each, List.of("*." + each));
    }
    builder.set("required-roles", "/admin/* = admin");
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("everybody gets it: /* (protected-paths), /admin/* (required-roles), ")
        .contains(" more; map it to /*");
  }

  @Test
  @DisplayName("of what passes a filter that cannot start, once, whatever the settings say")
  void onStandby() throws Exception {
    webXml(FILTER, mapping(url("/*")));
    container.initParams.put("relm", "misspelt");
    try (LogLines log = new LogLines();
        AuthenticationFilter filter = new AuthenticationFilter()) {
      filter.init(container.config());
      assertThat(log.of(Level.WARN))
          .singleElement()
          .asString()
          .contains("dispatches of the type ERROR (/*)")
          .contains("served also while the filter is not started")
          .contains("add <dispatcher>ERROR</dispatcher> to its filter-mapping");
    }
    webXml(FILTER, mapping(url("/*"), "REQUEST", "ERROR"));
    try (LogLines log = new LogLines();
        AuthenticationFilter filter = new AuthenticationFilter()) {
      filter.init(container.config());
      assertThat(log.of(Level.ERROR)).hasSize(1);
      assertThat(log.of(Level.WARN)).isEmpty();
    }
  }

  @Test
  @DisplayName("not where the registration is in Java, or cannot be read")
  void inJava() throws Exception {
    assertThat(warnings()).isEmpty();
    webXml("<filter><filter-name>other</filter-name></filter>");
    assertThat(warnings()).isEmpty();
    container.urlPatterns = null;
    assertThat(warnings()).isEmpty();
    container.urlPatterns = List.of("/*");
    container.webXml = "<web-app>";
    assertThat(warnings()).isEmpty();
  }

  @Test
  @DisplayName("ASYNC, FORWARD and ERROR that are not mapped: a line each, with the remedy")
  void dispatchers() throws Exception {
    webXml(FILTER, mapping(url("/*")));
    assertThat(warnings())
        .hasSize(3)
        .allMatch(each -> each.contains("filter parley of the application /app is not mapped"))
        .anyMatch(each -> each.contains("add <dispatcher>ASYNC</dispatcher>"))
        .anyMatch(each -> each.contains("add <dispatcher>FORWARD</dispatcher>"))
        .anyMatch(each -> each.contains("add <dispatcher>ERROR</dispatcher>"));
    webXml(FILTER, mapping(url("/*"), "FORWARD", "ASYNC", "ERROR"));
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("add <dispatcher>REQUEST</dispatcher>");
  }

  @Test
  @DisplayName("not of dispatches to what is open, nor of patterns that were mapped in Java too")
  void dispatchersElsewhere() throws Exception {
    webXml(
        FILTER,
        mapping(url("/*"), "REQUEST", "ASYNC", "FORWARD", "ERROR"),
        mapping(url("/open/*"), "REQUEST"));
    assertThat(warnings()).isEmpty();
    webXml(FILTER, mapping(url("/open/*"), "REQUEST"));
    container.urlPatterns = List.of("/*", "/open/*");
    assertThat(warnings()).isEmpty();
  }

  @Test
  @DisplayName("async-supported that is missing")
  void asyncSupported() throws Exception {
    webXml(
        "<filter><filter-name>parley</filter-name></filter>",
        mapping(url("/*"), "REQUEST", "ASYNC", "FORWARD", "ERROR"));
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("add <async-supported>true</async-supported>");
  }

  @Test
  @DisplayName("no mapping at all")
  void unmapped() throws Exception {
    webXml(FILTER);
    container.urlPatterns = List.of();
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("has no filter-mapping: every request is served without it");
  }

  @Test
  @DisplayName("protected-paths, required-roles, schemes-by-path that the url-patterns leave out")
  void leftOut() throws Exception {
    container.urlPatterns = List.of("/app/*");
    container.servlets.clear();
    builder
        .set("protected-paths", "/app/*, /more")
        .set("required-roles", "/admin/* = admin")
        .set("schemes-by-path", "/more = token; /elsewhere = token");
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("is mapped to /app/* and leaves out")
        .contains("/admin/* (required-roles)")
        .contains("/more (protected-paths)")
        .contains("/more (schemes-by-path)")
        .doesNotContain("/elsewhere")
        .contains("map it to /*, and name in open-paths what is for all");
  }

  @Test
  @DisplayName("servlets that the url-patterns leave out, unless the settings open them")
  void servlets() throws Exception {
    container.urlPatterns = List.of("/app/*");
    builder.set("open-paths", "/public/*");
    container.servlets.clear();
    container.servlets.put("admin", List.of("/admin/*"));
    container.servlets.put("public", List.of("/public/*"));
    container.servlets.put("app", List.of("/app/*"));
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("/admin/* (servlet admin)")
        .contains("/* (protected-paths)")
        .doesNotContain("/public/* (")
        .doesNotContain("/app/* (");
  }

  @Test
  @DisplayName("not of what a mapping by servlet names covers")
  void servletNames() throws Exception {
    container.urlPatterns = List.of();
    container.servletNames = List.of("admin");
    builder.set("protected-paths", "/admin/*");
    assertThat(warnings()).isEmpty();
    builder.set("protected-paths", "/*");
    assertThat(warnings()).singleElement().asString().contains("/* (protected-paths)");
    container.servletNames = List.of("*");
    assertThat(warnings()).isEmpty();
    webXml(FILTER, mapping("<servlet-name>*</servlet-name>", "REQUEST", "FORWARD", "ERROR"));
    assertThat(warnings()).singleElement().asString().contains("of the type ASYNC (servlet *)");
  }
}
