package dev.parley.filter;

import dev.parley.http.HeaderField;
import dev.parley.sspi.ResponseSeal;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A response that is held back until its entity can be hashed for a header field. It gives up,
 * sends what it holds and goes without the field when the entity outgrows the bound, or when the
 * application flushes, goes asynchronous, writes without blocking, or leaves the response to the
 * container.
 */
final class SealedResponse extends HttpServletResponseWrapper {
  private final ResponseSeal seal;
  private final boolean head;
  private final HeldOutput output;
  private @Nullable PrintWriter writer;
  private boolean streamTaken;

  SealedResponse(HttpServletResponse response, ResponseSeal seal, boolean head, int limit) {
    super(response);
    this.seal = seal;
    this.head = head;
    this.output = new HeldOutput(response, limit, this::addSeal);
  }

  private void addSeal(byte[] held, int length) {
    try {
      MessageDigest hash = MessageDigest.getInstance(seal.hashAlgorithm());
      // The response to HEAD has no entity.
      hash.update(held, 0, head ? 0 : length);
      HeaderField field = seal.seal(hash.digest());
      super.addHeader(field.name(), field.value());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The application is done: adds the field and sends the entity. */
  void finish() throws IOException {
    if (writer != null) {
      output.quietly(writer::flush);
    }
    output.finish();
  }

  /** Sends what is held, and everything later as it comes. */
  void giveUp() throws IOException {
    if (writer != null) {
      output.quietly(writer::flush);
    }
    output.giveUp();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    if (writer != null) {
      throw new IllegalStateException("the writer is in use");
    }
    streamTaken = true;
    return output;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (streamTaken) {
      throw new IllegalStateException("the output stream is in use");
    }
    if (writer == null) {
      String encoding = getCharacterEncoding();
      // Shows in Content-Type, as the container's own writer would.
      setCharacterEncoding(encoding);
      writer = new HeldWriter(output, encoding);
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    giveUp();
    super.flushBuffer();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    output.clear();
  }

  @Override
  public void reset() {
    super.reset();
    output.clear();
    writer = null;
    streamTaken = false;
  }

  @Override
  public void sendError(int status) throws IOException {
    output.abandon();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    output.abandon();
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    output.abandon();
    super.sendRedirect(location);
  }

  // Servlet 6.1 has three more, which go past a wrapper that is made for 6.0. Whoever calls them
  // runs on 6.1.

  /** As {@code HttpServletResponse} of Servlet 6.1 has it. */
  public void sendRedirect(String location, int status) throws IOException {
    sendRedirect(location, status, true);
  }

  /** As {@code HttpServletResponse} of Servlet 6.1 has it. */
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    sendRedirect(location, SC_FOUND, clearBuffer);
  }

  /** As {@code HttpServletResponse} of Servlet 6.1 has it. */
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    if (clearBuffer) {
      output.abandon();
    } else {
      giveUp();
    }
    LaterRedirect.send((HttpServletResponse) getResponse(), location, status, clearBuffer);
  }
}
