package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request entities that a package has hashed before the application reads them. */
class EntityTest {
  private final FilterServer server =
      new FilterServer().set("entity-memory", "1k").set("entity-limit", "100k");

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> post(String path, String body, String... more) throws Exception {
    String[] headers =
        Stream.concat(Stream.of("Authorization", "Token entity.alice"), Stream.of(more))
            .toArray(String[]::new);
    return server.send("POST", path, body, headers);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static long spools() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(each -> each.getFileName().toString().endsWith(".entity")).count();
    }
  }

  private static void echo(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().write(request.getInputStream().readAllBytes());
  }

  @ParameterizedTest
  @DisplayName("The application still reads its body, from memory or from a file that is deleted")
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 9999, 102400})
  void blocking(int length) throws Exception {
    server.servlet("/x", EntityTest::echo).start();
    String body = "0123456789".repeat(length / 10 + 1).substring(0, length);
    HttpResponse<String> response = post("/x", body);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().firstValue("X-Entity")).contains(sha256(body));
    assertThat(spools()).isZero();
  }

  @Test
  @DisplayName("413 beyond the limit, whether the length is announced or not, and no file is left")
  void tooLarge() throws Exception {
    server.servlet("/x", EntityTest::echo).start();
    assertThat(post("/x", "x".repeat(102_401)).statusCode()).isEqualTo(413);
    try (RawClient raw = new RawClient(server.port())) {
      raw.send(
          "POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token entity.alice\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      raw.send(("2000\r\n" + "x".repeat(0x2000) + "\r\n").repeat(13) + "0\r\n\r\n");
      assertThat(raw.readAll()).startsWith("HTTP/1.1 413");
    }
    assertThat(spools()).isZero();
  }

  @Test
  @DisplayName("Expect: 100-continue and a chunked body")
  void expectContinue() throws Exception {
    server.servlet("/x", EntityTest::echo).start();
    try (RawClient raw = new RawClient(server.port())) {
      raw.send(
          "POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token entity.alice\r\n"
              + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
      assertThat(raw.readLine()).startsWith("HTTP/1.1 100");
      raw.send("5\r\nhello\r\n0\r\n\r\n");
      assertThat(raw.readAll()).contains("HTTP/1.1 200").endsWith("hello");
    }
  }

  @Test
  @DisplayName("getReader reads the body in its character encoding")
  void reader() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              response.setCharacterEncoding("UTF-8");
              response.getWriter().print(request.getReader().readLine());
            })
        .start();
    assertThat(post("/x", "größe", "Content-Type", "text/plain;charset=UTF-8").body())
        .isEqualTo("größe");
  }

  @Test
  @DisplayName("Form parameters follow those of the query")
  void form() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              response.setContentType("text/plain;charset=UTF-8");
              response
                  .getWriter()
                  .print(
                      String.join("|", request.getParameterValues("a"))
                          + request.getParameter("b c")
                          + request.getParameter("none")
                          + java.util.Collections.list(request.getParameterNames()));
            })
        .start();
    HttpResponse<String> response =
        post("/x?a=1", "a=2&b+c=%C3%A4&&d", "Content-Type", "application/x-www-form-urlencoded");
    assertThat(response.body()).isEqualTo("1|2änull[a, b c, d]");
  }

  @Test
  @DisplayName("getParts gives the parts of a form")
  void parts() throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              response.getWriter().print(request.getParameter("text"));
              response
                  .getWriter()
                  .print(
                      new String(
                          request.getPart("file").getInputStream().readAllBytes(),
                          StandardCharsets.UTF_8));
              response.getWriter().print(request.getPart("file").getSubmittedFileName());
              response.getWriter().print(request.getParts().size());
            })
        .start();
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\ncontent\r\n--b--\r\n";
    assertThat(post("/x", body, "Content-Type", "multipart/form-data; boundary=b").body())
        .isEqualTo("hellocontenta.txt2");
  }

  @ParameterizedTest
  @DisplayName("A read listener gets all data, once, and then the end")
  @ValueSource(ints = {0, 5, 50_000})
  void nonBlocking(int length) throws Exception {
    server
        .servlet(
            "/x",
            (request, response) -> {
              AsyncContext async = request.startAsync();
              ServletInputStream in = request.getInputStream();
              in.setReadListener(new Echo(in, async));
            })
        .start();
    String body = "x".repeat(length);
    assertThat(post("/x", body).body()).isEqualTo(body + "END");
    assertThat(spools()).isZero();
  }

  private static final class Echo implements ReadListener {
    private final ServletInputStream in;
    private final AsyncContext async;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    Echo(ServletInputStream in, AsyncContext async) {
      this.in = in;
      this.async = async;
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] block = new byte[1000];
      while (in.isReady() && !in.isFinished()) {
        int count = in.read(block);
        if (count > 0) {
          all.write(block, 0, count);
        }
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      async.getResponse().getOutputStream().print(all + "END");
      async.complete();
    }

    @Override
    public void onError(Throwable t) {
      async.complete();
    }
  }

  @Test
  @DisplayName("After an asynchronous dispatch the body is still there; then the file goes")
  void asyncDispatch() throws Exception {
    server
        .servlet("/late", EntityTest::echo)
        .servlet("/x", (request, response) -> request.startAsync().dispatch("/late"))
        .start();
    String body = "x".repeat(20_000);
    assertThat(post("/x", body).body()).isEqualTo(body);
    org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(spools()).isZero());
  }

  @Test
  @DisplayName("A stream that was begun goes on after an asynchronous dispatch")
  void streamGoesOn() throws Exception {
    server
        .servlet("/late", EntityTest::echo)
        .servlet(
            "/x",
            (request, response) -> {
              request.getInputStream().skipNBytes(5);
              request.startAsync().dispatch("/late");
            })
        .start();
    assertThat(post("/x", "hello world").body()).isEqualTo(" world");
  }

  @MultipartConfig(maxFileSize = 10, maxRequestSize = 150)
  private static final class SmallForms extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      String answer;
      try {
        answer = request.getParts().size() + " parts";
      } catch (IllegalStateException e) {
        answer = e.getMessage();
      }
      response.getOutputStream().print(answer);
    }
  }

  @ParameterizedTest
  @DisplayName("The @MultipartConfig of a servlet bounds what was spooled too")
  @CsvSource({
    "1, 10, 1 parts",
    "1, 11, a part of the form is longer than 10 octets",
    "2, 10, 2 parts",
    "3, 10, the form is longer than 150 octets"
  })
  void multipartConfig(int parts, int length, String answer) throws Exception {
    server.servlet("/x", new SmallForms()).start();
    String part =
        "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + "x".repeat(length) + "\r\n";
    String body = part.repeat(parts) + "--b--\r\n";
    assertThat(post("/x", body, "Content-Type", "multipart/form-data; boundary=b").body())
        .isEqualTo(answer);
  }
}
