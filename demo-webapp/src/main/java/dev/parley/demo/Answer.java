package dev.parley.demo;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes whole answers. */
final class Answer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Answer() {}

  static void text(HttpServletResponse response, String body) throws IOException {
    write(response, "text/plain;charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  static void html(HttpServletResponse response, String body) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
            + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "same-origin");
    write(response, "text/html;charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** For strangers of other machines. */
  static void notForStrangers(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setHeader("Cache-Control", "no-store");
    text(response, "from another machine this is for users only: sign in first\n");
  }

  static void json(HttpServletResponse response, Object value) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    write(response, "application/json", JSON.writeValueAsBytes(value));
  }

  static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
    response.setContentType(type);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
