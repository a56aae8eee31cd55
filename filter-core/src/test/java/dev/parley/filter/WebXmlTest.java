package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Settings;
import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A web.xml outside of a container")
class WebXmlTest {
  private static final String CLASS = "dev.parley.filter.AuthenticationFilter";

  @TempDir Path application;
  private Path file;

  @BeforeEach
  void folder() throws IOException {
    file = Files.createDirectories(application.resolve("WEB-INF")).resolve("web.xml");
  }

  private WebXml read(String content) throws IOException, ConfigurationException {
    Files.writeString(
        file, "<web-app version=\"6.0\" metadata-complete=\"true\">" + content + "</web-app>");
    return WebXml.read(file);
  }

  private static String filter(String name, String type, String... params) {
    StringBuilder out = new StringBuilder("<filter><filter-name>").append(name);
    out.append("</filter-name><filter-class> ").append(type).append(" </filter-class>");
    for (String each : params) {
      String[] pair = each.split("=", 2);
      out.append("<init-param><param-name>").append(pair[0]).append("</param-name>");
      out.append("<param-value>\n ").append(pair[1]).append(" </param-value></init-param>");
    }
    return out.append("</filter>").toString();
  }

  private static String problem(WebXmlReading reading) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(reading::read);
    assertThat(thrown).isInstanceOf(ConfigurationException.class);
    return String.valueOf(thrown.getMessage());
  }

  private static AuthenticationFilter started() throws ConfigurationException {
    return AuthenticationFilter.builder()
        .set("realm", "X")
        .set("packages", "token")
        .set("mx-bean", false)
        .packageProvider(new TokenPackage())
        .digestAuthority(new FilterServer.OneUser())
        .build();
  }

  private interface WebXmlReading {
    void read() throws Exception;
  }

  @Test
  @DisplayName("has Parley's filters by their class, each with its own init-params")
  void filters() throws Exception {
    WebXml xml =
        read(
            "<context-param><param-name>realm</param-name><param-value>no</param-value></context-param>"
                + filter("one", CLASS, "realm=One", "context-idle=10m")
                + filter("other", "org.example.Other", "realm=Other")
                + filter("two", CLASS, "realm=Two"));
    assertThat(xml.names()).containsExactly("one", "two");
    Settings settings = xml.builder("one").settings();
    assertThat(settings.get(CoreSettings.REALM)).isEqualTo("One");
    assertThat(settings.get(CoreSettings.CONTEXT_IDLE)).isEqualTo(Duration.ofMinutes(10));
    assertThat(xml.builder("two").settings().get(CoreSettings.REALM)).isEqualTo("Two");
    assertThatThrownBy(() -> xml.builder("other")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("has files below /WEB-INF/ beside it, and those of its JSON file beside that")
  void places() throws Exception {
    Files.writeString(
        application.resolve("parley.json"), "{\"realm\": \"X\", \"htdigest-file\": \"htdigest\"}");
    WebXml xml =
        read(
            filter(
                "parley",
                CLASS,
                "users-file=/WEB-INF/users.json",
                "config-file=" + application.resolve("parley.json")));
    AuthenticationFilterBuilder builder = xml.builder("parley");
    Settings settings = builder.settings();
    assertThat(settings.get(CoreSettings.REALM)).isEqualTo("X");
    assertThat(builder.resolve(CoreSettings.USERS_FILE, settings.get(CoreSettings.USERS_FILE)))
        .isEqualTo(application.resolve("WEB-INF/users.json"));
    assertThat(
            builder.resolve(CoreSettings.HTDIGEST_FILE, settings.get(CoreSettings.HTDIGEST_FILE)))
        .isEqualTo(application.resolve("htdigest"));
  }

  @Test
  @DisplayName("starts the filter with the same words for what is wrong as a container does")
  void start() throws Exception {
    WebXml xml = read(filter("parley", CLASS, "relm=X"));
    assertThatThrownBy(() -> xml.builder("parley").build())
        .hasMessageContaining("relm = (not shown)")
        .hasMessageContaining("did you mean realm?");
  }

  @Test
  @DisplayName("opens nothing that it refers to, and no entity makes it long")
  void entities() throws Exception {
    Path secret = Files.writeString(application.resolve("secret"), "TOP-SECRET");
    Files.writeString(
        file,
        "<!DOCTYPE web-app [<!ENTITY leak SYSTEM \""
            + secret.toUri()
            + "\">]><web-app>"
            + filter("parley", CLASS, "realm=&leak;")
            + "</web-app>");
    assertThat(WebXml.read(file).initParams("parley").toString()).doesNotContain("TOP-SECRET");
    StringBuilder bomb = new StringBuilder("<!DOCTYPE web-app [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 20; i++) {
      bomb.append("<!ENTITY a").append(i).append(" \"");
      bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    Files.writeString(file, bomb.append("]><web-app>&a19;</web-app>").toString());
    assertThat(problem(() -> WebXml.read(file))).contains("a web.xml");
  }

  @Test
  @DisplayName("tells the line where it is no XML, and no value of it")
  void broken() throws Exception {
    Files.writeString(file, "<web-app>\n<x>s3cret</y>\n</web-app>");
    assertThat(problem(() -> WebXml.read(file))).contains("line 2").doesNotContain("s3cret");
    Files.writeString(file, "<project/>");
    assertThat(problem(() -> WebXml.read(file))).contains("web-app");
    String twice =
        filter("parley", CLASS, "digest.nonce-key=s3cret-one", "digest.nonce-key=s3cret-two");
    assertThat(problem(() -> read(twice)))
        .contains("digest.nonce-key", "twice")
        .doesNotContain("s3cret");
    assertThat(problem(() -> read(filter("a", CLASS) + filter("a", CLASS))))
        .contains("each filter-name once");
    assertThat(read(filter("a", CLASS, "digest.nonce-key=s3cret")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  @DisplayName("tells what its mappings lead past a started filter")
  void leadsPast() throws Exception {
    WebXml xml =
        read(
            filter("parley", CLASS, "realm=X")
                + "<filter-mapping><filter-name>parley</filter-name><url-pattern>/app/*</url-pattern>"
                + "</filter-mapping><servlet-mapping><servlet-name>s</servlet-name>"
                + "<url-pattern>/admin/*</url-pattern></servlet-mapping>");
    try (AuthenticationFilter started = started()) {
      assertThat(xml.leadsPast("parley", started))
          .anyMatch(each -> each.contains("/admin/* (servlet s)"))
          .anyMatch(each -> each.contains("dispatches of the type FORWARD"))
          .anyMatch(each -> each.contains("async-supported"));
    }
    WebXml wrong =
        read(
            filter("parley", CLASS, "realm=X")
                + "<filter-mapping><filter-name>parley</filter-name><url-pattern>/*</url-pattern>"
                + "<dispatcher>SOMETIMES</dispatcher></filter-mapping>");
    try (AuthenticationFilter started = started()) {
      assertThat(problem(() -> wrong.leadsPast("parley", started))).contains("dispatcher");
    }
  }
}
