package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.SettingsTable;
import dev.parley.http.EntityNotTakenException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Places for entities of strangers")
class EntityReaderTest {
  private final EntityReader reader =
      new EntityReader(
          SettingsTable.of(List.of())
              .read(Map.of("realm", "test", "entity-strangers-max", "1"), new ArrayList<>()));

  /** Of HTTP/2, whose requests need not tell the length. */
  private static HttpServletRequest request(int length) {
    return request(length, -1);
  }

  private static HttpServletRequest request(int length, long told) {
    InputStream octets = new ByteArrayInputStream(new byte[length]);
    ServletInputStream stream =
        new ServletInputStream() {
          @Override
          public int read() throws java.io.IOException {
            return octets.read();
          }

          @Override
          public boolean isFinished() {
            return false;
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setReadListener(ReadListener listener) {
            throw new AssertionError();
          }
        };
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            EntityReaderTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentLengthLong" -> told;
                  case "getProtocol" -> "HTTP/2.0";
                  case "getInputStream" -> stream;
                  default -> throw new AssertionError(method);
                });
  }

  private EntityReader.Held read(int length) throws Exception {
    return reader.read(request(length), () -> "192.0.2.1", null, MessageDigest.getInstance("MD5"));
  }

  @Test
  @DisplayName("are needed over HTTP/2 by a length of 0 too, whose stream may stay open")
  void lengthOfZero() throws Exception {
    EntityReader.Held held = read(1);
    assertThatThrownBy(
            () ->
                reader.read(
                    request(0, 0), () -> "192.0.2.1", null, MessageDigest.getInstance("MD5")))
        .isInstanceOf(EntityNotTakenException.class);
    held.place().close();
  }

  @Test
  @DisplayName("are held by entities that hold octets, not by requests without any")
  void empty() throws Exception {
    for (int i = 0; i < 40; i++) {
      assertThat(read(0).entity().length()).isZero();
    }
    EntityReader.Held held = read(1);
    assertThatThrownBy(() -> read(1)).isInstanceOf(EntityNotTakenException.class);
    held.place().close();
    assertThat(read(1).entity().length()).isEqualTo(1);
  }
}
