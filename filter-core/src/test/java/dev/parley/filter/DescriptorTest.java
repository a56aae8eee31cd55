package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.DispatcherType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a web.xml says of the filter")
class DescriptorTest {
  static final String HEAD =
      "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">";

  private static Descriptor read(String text) throws IOException {
    return Descriptor.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "parley");
  }

  @Test
  @DisplayName("is read by the filter's name: declaration, async-supported, mappings, dispatchers")
  void all() throws IOException {
    Descriptor descriptor =
        read(
            HEAD
                + """
                <filter><filter-name> parley </filter-name><filter-class>x</filter-class>
                  <async-supported>true</async-supported></filter>
                <filter-mapping><filter-name>parley</filter-name>
                  <url-pattern>/a/*</url-pattern><url-pattern> /b </url-pattern></filter-mapping>
                <filter-mapping><filter-name>other</filter-name>
                  <url-pattern>/c</url-pattern></filter-mapping>
                <filter-mapping><filter-name>parley</filter-name><servlet-name>s</servlet-name>
                  <dispatcher>FORWARD</dispatcher><dispatcher>ERROR</dispatcher></filter-mapping>
                </web-app>""");
    assertThat(descriptor)
        .isEqualTo(
            new Descriptor(
                true,
                true,
                List.of(
                    new Descriptor.Mapping(
                        List.of("/a/*", "/b"), List.of(), Set.of(DispatcherType.REQUEST)),
                    new Descriptor.Mapping(
                        List.of(),
                        List.of("s"),
                        Set.of(DispatcherType.FORWARD, DispatcherType.ERROR))),
                Set.of("other"),
                false));
    assertThat(read(HEAD + "</web-app>")).isEqualTo(Descriptor.NONE);
    assertThat(read("<web-app metadata-complete='true'/>").complete()).isTrue();
  }

  @Test
  @DisplayName("of an old one with a DOCTYPE is read, and nothing that it names is opened")
  void nothingElseIsOpened(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "parley");
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Descriptor descriptor =
          read(
              "<!DOCTYPE web-app PUBLIC '-//x' '"
                  + url
                  + "/web-app_2_3.dtd' [<!ENTITY file SYSTEM '"
                  + file.toUri()
                  + "'><!ENTITY net SYSTEM '"
                  + url
                  + "/e'>]><web-app><filter><filter-name>&file;</filter-name></filter>"
                  + "<filter><filter-name>a&net;</filter-name></filter>"
                  + "<filter-mapping><filter-name>parley</filter-name>"
                  + "<url-pattern>/*</url-pattern></filter-mapping></web-app>");
      assertThat(descriptor.declared()).isFalse();
      assertThat(descriptor.mappings()).hasSize(1);
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("that is no XML, or expands without end, is an error, and prints nothing")
  void malformed() {
    assertThatThrownBy(() -> read("<web-app>")).isInstanceOf(IOException.class);
    StringBuilder bomb = new StringBuilder("<!DOCTYPE web-app [<!ENTITY e0 'xxxxxxxxxx'>");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY e").append(i).append(" '").append(("&e" + (i - 1) + ";").repeat(10));
      bomb.append("'>");
    }
    bomb.append("]><web-app><filter><filter-name>&e9;</filter-name></filter></web-app>");
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(IOException.class);
  }
}
