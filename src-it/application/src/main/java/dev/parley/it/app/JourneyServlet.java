package dev.parley.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a request from dispatch to dispatch as its query says, and answers with what it saw on the
 * way: {@code forward=PATH}, then {@code start=bare|own} for {@code startAsync} without and with
 * arguments, then {@code to=PATH} for a dispatch there, {@code to=} for one without a path, or
 * nothing for an answer by the asynchronous context.
 */
final class JourneyServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String SEEN = "journey";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Map<String, String> steps = steps(request.getQueryString());
    see(request, request.getDispatcherType().name());
    if (request.getDispatcherType() == DispatcherType.REQUEST && steps.containsKey("forward")) {
      request.getRequestDispatcher(steps.get("forward")).forward(request, response);
    } else if (request.getDispatcherType() == DispatcherType.ASYNC || !steps.containsKey("start")) {
      Replies.identityHeaders(request, response);
      Replies.text(response, seen(request));
    } else {
      goAsync(request, response, steps);
    }
  }

  private static void goAsync(
      HttpServletRequest request, HttpServletResponse response, Map<String, String> steps) {
    AsyncContext async =
        "own".equals(steps.get("start"))
            ? request.startAsync(request, response)
            : request.startAsync();
    async.setTimeout(10_000);
    see((HttpServletRequest) async.getRequest(), "STARTED");
    String to = steps.get("to");
    if (to == null) {
      async.start(() -> complete(async));
    } else if (to.isEmpty()) {
      async.dispatch();
    } else {
      async.dispatch(to);
    }
  }

  private static void complete(AsyncContext async) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    try {
      Replies.identityHeaders(request, response);
      Replies.text(response, seen(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  private static Map<String, String> steps(String query) {
    return Stream.of(query.split("&"))
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }

  private static void see(HttpServletRequest request, String what) {
    String line =
        what
            + " uri="
            + request.getRequestURI()
            + " servlet="
            + request.getServletPath()
            + " info="
            + request.getPathInfo()
            + " query="
            + request.getQueryString()
            + " forwarded="
            + request.getAttribute("jakarta.servlet.forward.request_uri")
            + " async="
            + request.getAttribute("jakarta.servlet.async.request_uri")
            + "\n";
    request.setAttribute(SEEN, seen(request) + line);
  }

  private static String seen(HttpServletRequest request) {
    return request.getAttribute(SEEN) instanceof String before ? before : "";
  }
}
