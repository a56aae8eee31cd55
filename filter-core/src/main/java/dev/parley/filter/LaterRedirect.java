package dev.parley.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The redirect of Servlet 6.1, for code that is made for 6.0. */
final class LaterRedirect {
  private static final @Nullable MethodHandle SEND_REDIRECT = find();

  private LaterRedirect() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              HttpServletResponse.class,
              "sendRedirect",
              MethodType.methodType(void.class, String.class, int.class, boolean.class));
    } catch (ReflectiveOperationException e) {
      return null; // Servlet 6.0
    }
  }

  /**
   * @param clearBuffer whether what was written before is dropped
   * @throws IllegalStateException on Servlet 6.0
   */
  static void send(HttpServletResponse response, String location, int status, boolean clearBuffer)
      throws IOException {
    if (SEND_REDIRECT == null) {
      throw new IllegalStateException("this redirect needs Servlet 6.1");
    }
    try {
      SEND_REDIRECT.invokeExact(response, location, status, clearBuffer);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a redirect fails", e);
    }
  }
}
