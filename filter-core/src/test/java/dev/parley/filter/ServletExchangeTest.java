package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import dev.parley.config.SettingsTable;
import dev.parley.http.HttpExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletExchangeTest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean hasSession;
  private @Nullable String requestedSession;
  private boolean ended;
  private boolean committed;
  private @Nullable String connectionProtocol = "http/1.1";
  private @Nullable String protocol = "HTTP/1.1";
  private boolean secure;

  private interface Answers {
    @Nullable Object of(String method, Object @Nullable [] arguments);
  }

  private static <T> T stub(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ServletExchangeTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.of(method.getName(), arguments)));
  }

  private HttpExchange exchange() {
    HttpSession session =
        stub(
            HttpSession.class,
            (method, arguments) -> {
              if (ended) {
                throw new IllegalStateException();
              }
              return switch (method) {
                case "getId" -> "1";
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "removeAttribute" -> attributes.remove(arguments[0]);
                default -> throw new AssertionError(method);
              };
            });
    ServletConnection connection =
        stub(ServletConnection.class, (method, arguments) -> connectionProtocol);
    HttpServletRequest request =
        stub(
            HttpServletRequest.class,
            (method, arguments) ->
                switch (method) {
                  case "getDispatcherType" -> DispatcherType.REQUEST;
                  case "getRequestURI" -> "/";
                  case "getQueryString" -> null;
                  case "getServletConnection" -> connection;
                  case "getProtocol" -> protocol;
                  case "isSecure" -> secure;
                  case "getRequestedSessionId" -> requestedSession;
                  case "getSession" -> session(session, (boolean) arguments[0]);
                  case "changeSessionId" -> {
                    calls.add("change");
                    yield "2";
                  }
                  default -> throw new AssertionError(method);
                });
    HttpServletResponse response =
        stub(HttpServletResponse.class, (method, arguments) -> committed);
    Settings settings = SettingsTable.of(List.of()).read(Map.of(), new ArrayList<>());
    return new ServletExchange(
        request,
        response,
        new ClientAddress(settings),
        new Connections(),
        new EntityReader(settings));
  }

  private @Nullable HttpSession session(HttpSession session, boolean create) {
    if (create && !hasSession) {
      calls.add("create");
      hasSession = true;
    }
    return hasSession ? session : null;
  }

  @ParameterizedTest(name = "{0} and {1} are {3}")
  @DisplayName("The protocol of the connection by its ALPN name, else by that of the request")
  @CsvSource({
    "http/1.1, HTTP/1.1, false, http/1.1",
    "HTTP/1.1, HTTP/1.1, false, http/1.1",
    "h2, HTTP/2.0, true, h2",
    "h2c, HTTP/2.0, false, h2c",
    "HTTP/2.0, HTTP/2.0, true, h2",
    "HTTP/2, HTTP/2.0, false, h2c",
    "ajp, HTTP/1.1, true, ajp",
    "unknown, HTTP/1.1, true, http/1.1",
    "unknown, HTTP/2.0, true, h2",
    ", HTTP/2.0, false, h2c",
    "h3, HTTP/3.0, true, h3",
    ", , false, ''",
  })
  void protocol(
      @Nullable String ofConnection, @Nullable String ofRequest, boolean tls, String expected) {
    connectionProtocol = ofConnection;
    protocol = ofRequest;
    secure = tls;
    assertThat(exchange().connectionProtocol()).isEqualTo(expected);
  }

  @Test
  @DisplayName("Session fixation: a session that exists gets a new id before it keeps a value")
  void fixation() {
    hasSession = true;
    assertThat(exchange().keepInSession("who", "alice")).isTrue();
    assertThat(calls).containsExactly("change");
    assertThat(exchange().sessionValue("who")).isEqualTo("alice");
  }

  @Test
  @DisplayName("Session fixation: so does a new one that has the id the client asked for")
  void fixationByAnotherApplication() {
    requestedSession = "1";
    assertThat(exchange().keepInSession("who", "alice")).isTrue();
    assertThat(calls).containsExactly("create", "change");
    assertThat(exchange().sessionValue("who")).isEqualTo("alice");
  }

  @Test
  @DisplayName("A session is made to keep a value, never to look one up or to forget one")
  void makes() {
    assertThat(exchange().sessionValue("who")).isNull();
    assertThat(exchange().keepInSession("who", null)).isTrue();
    assertThat(calls).isEmpty();
    assertThat(exchange().keepInSession("who", "alice")).isTrue();
    assertThat(calls).containsExactly("create");
    assertThat(exchange().keepInSession("who", null)).isTrue();
    assertThat(exchange().sessionValue("who")).isNull();
    assertThat(calls).containsExactly("create");
  }

  @Test
  @DisplayName("Nothing is kept once the response is committed, or when the session has ended")
  void tooLate() {
    committed = true;
    assertThat(exchange().keepInSession("who", "alice")).isFalse();
    committed = false;
    hasSession = true;
    ended = true;
    assertThat(exchange().keepInSession("who", "alice")).isFalse();
    assertThat(exchange().sessionValue("who")).isNull();
    assertThat(exchange().keepInSession("who", null)).isTrue();
  }

  @Test
  @DisplayName("A value of another kind under the name is nobody's")
  void otherKind() {
    hasSession = true;
    attributes.put("who", 1);
    assertThat(exchange().sessionValue("who")).isNull();
  }
}
