package dev.parley.filter;

import dev.parley.audit.Aside;
import dev.parley.engine.Answer;
import dev.parley.http.HeaderField;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer of the engine as the response. */
final class AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  private AnswerWriter() {}

  /**
   * @param anew whether the client was let in before, so that its challenges, if any, take the
   *     place of what the response has for it
   */
  static void write(HttpServletResponse response, Answer answer, boolean anew) throws IOException {
    if (response.isCommitted()) {
      Aside.write(
          () -> LOG.warn("a {} can not be sent, for the response is under way", answer.status()));
      return;
    }
    response.resetBuffer();
    response.setStatus(answer.status());
    if (anew && !answer.fields().isEmpty()) {
      // Replaces by the first; the others are added.
      HeaderField first = answer.fields().get(0);
      response.setHeader(first.name(), first.value());
      add(response, answer.fields().subList(1, answer.fields().size()));
    } else {
      add(response, answer.fields());
    }
    byte[] body = answer.text().getBytes(StandardCharsets.US_ASCII);
    response.setContentType("text/plain;charset=us-ascii");
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IllegalStateException e) {
      // On a later dispatch the application may have taken the writer.
      response.getWriter().write(answer.text());
    }
  }

  /** Adds fields, never replacing the application's. */
  static void add(HttpServletResponse response, List<HeaderField> fields) {
    for (int i = 0; i < fields.size(); i++) {
      HeaderField field = fields.get(i);
      response.addHeader(field.name(), field.value());
    }
  }
}
