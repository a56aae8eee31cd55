package dev.parley.it.frameworks;

import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the handlers of every framework answer. */
enum Page {
  ADMIN,
  OPEN;

  /** The text by which a test knows that the handler ran. */
  String marker() {
    return "page " + name();
  }

  void write(ServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getOutputStream().write(marker().getBytes(StandardCharsets.US_ASCII));
  }
}
