package dev.parley.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Echoes the body with Servlet non-blocking IO on both sides. */
final class NonBlockingEchoServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Replies.identityHeaders(request, response);
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(10_000);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Reader(async, in, response));
  }

  private static final class Reader implements ReadListener {
    private final AsyncContext async;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[4096];

    Reader(AsyncContext async, ServletInputStream in, HttpServletResponse response) {
      this.async = async;
      this.in = in;
      this.response = response;
    }

    @Override
    public void onDataAvailable() throws IOException {
      while (in.isReady() && !in.isFinished()) {
        int count = in.read(buffer);
        if (count < 0) {
          return;
        }
        body.write(buffer, 0, count);
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      ServletOutputStream out = response.getOutputStream();
      out.setWriteListener(new Writer(async, out, body.toByteArray()));
    }

    @Override
    public void onError(Throwable cause) {
      response.setStatus(500);
      async.complete();
    }
  }

  private static final class Writer implements WriteListener {
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final byte[] bytes;
    private int position;

    Writer(AsyncContext async, ServletOutputStream out, byte[] bytes) {
      this.async = async;
      this.out = out;
      this.bytes = bytes;
    }

    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        if (position == bytes.length) {
          async.complete();
          return;
        }
        int count = Math.min(4096, bytes.length - position);
        out.write(bytes, position, count);
        position += count;
      }
    }

    @Override
    public void onError(Throwable cause) {
      async.complete();
    }
  }
}
