package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
  /** Made once by keytool, for this test alone. */
  private static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBRTCB7KADAgECAgkA5aa5Z/KlxFAwCgYIKoZIzj0EAwIwFjEUMBIGA1UEAxML
      cGFybGV5LnRlc3QwIBcNMjYxMTIxMTAxMjQ4WhgPMjEyNjEwMjgxMDEyNDhaMBYx
      FDASBgNVBAMTC3BhcmxleS50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      jzYW/xVSeHo9j5d2KHz+kJBlC1rP6j9JvSw0aF5UB+UCgNwINl1bu8qtDOrxVQCU
      yJXNw2MeyOUbHdfItbhh4aMhMB8wHQYDVR0OBBYEFLuevgjrhrw7RvEj68fn5Y/7
      hO4SMAoGCCqGSM49BAMCA0gAMEUCIQDiuRPLQy1BwW3GKrBlj1O5ospnjVj1md5b
      7GgFFAfSgAIgDYG8m/ROnZ99yAEB1XiNIqHk/gUYHrlbG2MX/L8Jkeo=
      -----END CERTIFICATE-----
      """;

  private static final X509Certificate LEAF = certificate();

  private final Connections connections = new Connections();

  /** What Tomcat's request attribute holds. */
  public interface LocalChain {
    X509Certificate @Nullable [] getLocalCertificateChain();
  }

  /** Undertow's request. */
  public interface WithExchange extends HttpServletRequest {
    WithConnection getExchange();
  }

  /** Undertow's exchange. */
  public interface WithConnection {
    WithSession getConnection();
  }

  /** Undertow's connection. */
  public interface WithSession {
    SSLSession getSslSession();

    default String getTransportProtocol() {
      return "ajp";
    }
  }

  private static <T> T stub(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ConnectionsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String key =
                  method.getName().equals("getAttribute") || method.getName().equals("getHeader")
                      ? (String) arguments[0]
                      : method.getName();
              Object answer = answers.get(key);
              if (answer instanceof RuntimeException e) {
                throw e;
              }
              return answer;
            }));
  }

  private static HttpServletRequest request(Map<String, ?> answers) {
    return stub(HttpServletRequest.class, answers);
  }

  private static SSLSession session() {
    return stub(SSLSession.class, Map.of("getLocalCertificates", new Certificate[] {LEAF, LEAF}));
  }

  @Test
  @DisplayName("Jetty: the TLS session in its request attribute, of a class that nobody may see")
  void jetty() {
    SslSessionData data = SslSessionData.from(session(), "1", "TLS_AES_128_GCM_SHA256", null);
    HttpServletRequest request = request(Map.of("isSecure", true, SslSessionData.ATTRIBUTE, data));
    assertThat(connections.serverCertificate(request)).isSameAs(LEAF);
    assertThat(connections.serverCertificate(request)).isSameAs(LEAF);
  }

  @Test
  @DisplayName("Tomcat: the chain of its TLS support; none when a resumed session has none")
  void tomcat() {
    String attribute = "jakarta.servlet.request.ssl_session_mgr";
    LocalChain support = () -> new X509Certificate[] {LEAF};
    LocalChain without = () -> null;
    assertThat(connections.serverCertificate(request(Map.of("isSecure", true, attribute, support))))
        .isSameAs(LEAF);
    assertThat(connections.serverCertificate(request(Map.of("isSecure", true, attribute, without))))
        .isNull();
    assertThat(
            connections.serverCertificate(request(Map.of("isSecure", true, attribute, "another"))))
        .isNull();
  }

  @Test
  @DisplayName("Undertow: by the exchange behind the innermost request")
  void undertow() {
    WithSession connection = ConnectionsTest::session;
    WithConnection exchange = () -> connection;
    WithExchange request =
        stub(WithExchange.class, Map.of("isSecure", true, "getExchange", exchange));
    assertThat(connections.serverCertificate(new HttpServletRequestWrapper(request)))
        .isSameAs(LEAF);
    assertThat(connections.protocol(new HttpServletRequestWrapper(request))).isEqualTo("ajp");
  }

  @ParameterizedTest
  @CsvSource({
    "http/1.1, HTTP/1.1, http/1.1",
    "http/1.1, HTTP/1.0, http/1.0",
    "http/1.1, HTTP/2.0, h2c",
    "h2c, HTTP/2.0, h2c",
    "ajp, HTTP/1.1, ajp",
    "unknown, HTTP/1.1, http/1.1",
    "'', HTTP/3.0, h3"
  })
  @DisplayName("The protocol: Tomcat says http/1.1 of HTTP/1.0 and after an upgrade to h2c, too")
  void protocol(String told, String sent, String protocol) {
    ServletConnection connection = stub(ServletConnection.class, Map.of("getProtocol", told));
    HttpServletRequest request =
        request(Map.of("getServletConnection", connection, "getProtocol", sent, "isSecure", false));
    assertThat(connections.protocol(request)).isEqualTo(protocol);
  }

  @Test
  @DisplayName("A proxy's mark: on the wire, or what the valve of Tomcat that takes it away leaves")
  void handedOn() {
    assertThat(connections.isHandedOn(request(Map.of()))).isFalse();
    assertThat(connections.isHandedOn(request(Map.of("X-Real-IP", "192.0.2.1")))).isTrue();
    HttpServletRequest hidden =
        new HttpServletRequestWrapper(request(Map.of("X-Forwarded-For", "192.0.2.1"))) {
          @Override
          public @Nullable String getHeader(String name) {
            return null;
          }
        };
    assertThat(connections.isHandedOn(hidden)).isTrue();
    String attribute = "org.apache.tomcat.request.forwarded";
    assertThat(connections.isHandedOn(request(Map.of(attribute, true)))).isTrue();
    assertThat(connections.isHandedOn(request(Map.of(attribute, false)))).isFalse();
  }

  @Test
  @DisplayName("Another container, a failing one, and plain HTTP: unknown")
  void unknown() {
    assertThat(connections.serverCertificate(request(Map.of("isSecure", true)))).isNull();
    LocalChain failing =
        () -> {
          throw new UnsupportedOperationException();
        };
    String attribute = "jakarta.servlet.request.ssl_session_mgr";
    assertThat(connections.serverCertificate(request(Map.of("isSecure", true, attribute, failing))))
        .isNull();
    SslSessionData data = SslSessionData.from(session(), "1", "TLS_AES_128_GCM_SHA256", null);
    assertThat(
            connections.serverCertificate(
                request(Map.of("isSecure", false, SslSessionData.ATTRIBUTE, data))))
        .isNull();
  }

  private static X509Certificate certificate() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(PEM.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }
}
