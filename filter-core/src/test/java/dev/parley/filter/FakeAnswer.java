package dev.parley.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response, and what was answered with it. */
final class FakeAnswer {
  /** What the response of an application's wrapper cannot do. */
  enum Flaw {
    NONE,
    NO_RESET,
    WRITER_TAKEN,
    CLIENT_GONE
  }

  final Map<String, String> fields = new TreeMap<>();
  int status = 200;
  private final Flaw flaw;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final StringWriter written = new StringWriter();

  FakeAnswer(Flaw flaw) {
    this.flaw = flaw;
  }

  /** A request of a container, as far as a filter that is not started looks at it. */
  static HttpServletRequest request(FakeContainer container) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeAnswer.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "getDispatcherType" -> DispatcherType.REQUEST;
                  case "getServletContext" -> container.context();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  String body() {
    return octets.toString(StandardCharsets.US_ASCII) + written;
  }

  HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeAnswer.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, given) -> call(method.getName(), given));
  }

  private @Nullable Object call(String method, Object[] given) throws IOException {
    switch (method) {
      case "isCommitted" -> {
        return false;
      }
      case "setStatus" -> status = (int) given[0];
      case "setHeader" -> fields.put((String) given[0], (String) given[1]);
      case "setContentType", "setContentLength", "resetBuffer" -> {}
      case "reset" -> {
        if (flaw == Flaw.NO_RESET) {
          throw new IllegalStateException();
        }
      }
      case "getOutputStream" -> {
        if (flaw == Flaw.WRITER_TAKEN) {
          throw new IllegalStateException();
        }
        return stream();
      }
      case "getWriter" -> {
        return new PrintWriter(written, true);
      }
      default -> throw new UnsupportedOperationException(method);
    }
    return null;
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {}

      @Override
      public void write(int octet) throws IOException {
        if (flaw == Flaw.CLIENT_GONE) {
          throw new IOException("connection reset");
        }
        octets.write(octet);
      }
    };
  }
}
