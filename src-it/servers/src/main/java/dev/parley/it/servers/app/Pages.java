package dev.parley.it.servers.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** By what the tests know that the application has answered, also to HEAD and in a part. */
final class Pages {
  private static final String MARK = "application-content";

  private Pages() {}

  /** Says who asks, and by which dispatch. */
  static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("X-Application", MARK);
    response.setContentType("text/plain;charset=utf-8");
    String user = " user=" + request.getRemoteUser() + " admin=" + request.isUserInRole("admin");
    response
        .getWriter()
        .println(
            MARK
                + " dispatch="
                + request.getDispatcherType()
                + " method="
                + request.getMethod()
                + user);
  }
}
