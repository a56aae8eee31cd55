package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
  private static final String TYPE = "multipart/form-data; boundary=\"b b\"";

  private static List<Part> parse(String text, int memory) throws Exception {
    SpooledEntity entity =
        SpooledEntity.read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new EntityLimits(1 << 20, memory, 0),
            count -> {},
            MessageDigest.getInstance("SHA-256"));
    return MultipartForm.parse(entity, TYPE, StandardCharsets.UTF_8);
  }

  private static String content(Part part) throws IOException {
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @DisplayName("RFC 7578: parts with preamble, epilogue, empty content, long content, no header")
  @ValueSource(ints = {0, 10, 1 << 20})
  void parts(int memory) throws Exception {
    String big = "x\r\n--b".repeat(5000);
    List<Part> parts =
        parse(
            "preamble\r\n--b b\r\nContent-Disposition: form-data; name=\"ä\"\r\n\r\n\r\n"
                + "--b b\r\nX-A: 1\r\ncontent-disposition: form-data; name=\"f\";"
                + " filename=\"C:\\dir\\\"q\\\".txt\"\r\nContent-Type: text/css\r\n\r\n"
                + big
                + "\r\n--b b\r\n\r\nnone\r\n--b b--\r\nepilogue",
            memory);
    assertThat(parts).extracting(Part::getName).containsExactly("ä", "f", "");
    assertThat(content(parts.get(0))).isEmpty();
    assertThat(content(parts.get(1))).isEqualTo(big);
    assertThat(parts.get(1).getSize()).isEqualTo(big.length());
    assertThat(parts.get(1).getSubmittedFileName()).isEqualTo("C:\\dir\"q\".txt");
    assertThat(parts.get(1).getContentType()).isEqualTo("text/css");
    assertThat(parts.get(1).getHeader("x-a")).isEqualTo("1");
    assertThat(content(parts.get(2))).isEqualTo("none");
  }

  @Test
  @DisplayName("A form without parts is empty")
  void empty() throws Exception {
    assertThat(parse("--b b--\r\n", 100)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("What breaks the grammar is refused by an IOException")
  @ValueSource(
      strings = {
        "",
        "x",
        "--b b",
        "--b b\r\n",
        "--b b\r\n\r\n",
        "--b b\r\nA: b",
        "--b b\r\nA: b\r\n\r\nx\r\n--b"
      })
  void broken(String text) {
    assertThatThrownBy(() -> parse(text, 100)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("The number of parts and the length of their headers are bounded")
  void bounds() {
    assertThatThrownBy(() -> parse("--b b\r\n\r\n\r\n".repeat(1001) + "--b b--", 100))
        .hasMessageContaining("parts");
    assertThatThrownBy(() -> parse("--b b\r\nA: " + "x".repeat(9000) + "\r\n\r\nx\r\n--b b--", 100))
        .hasMessageContaining("header");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("Parameters of a field, quoted or not")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a/b; Boundary=x | x",
        "a/b;boundary=\"x;y\" ; c=d | x;y",
        "a/b; c=\"\\\";boundary=no\"; boundary=yes | yes",
        "a/b; boundary=\"x | \"x",
      })
  void parameters(String field, String boundary) {
    assertThat(HeaderParameters.of(field).get("boundary")).isEqualTo(boundary);
  }
}
