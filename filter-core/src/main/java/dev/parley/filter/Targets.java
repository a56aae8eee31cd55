package dev.parley.filter;

import dev.parley.engine.RequestTarget;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Where a dispatch of a request goes (Servlet specification, sections 3.5 and 9.3.1). */
final class Targets {
  private Targets() {}

  /** The target of this dispatch. */
  static RequestTarget of(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      Object servletPath = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
      if (servletPath instanceof String path) {
        return target(
            request,
            (String) request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI),
            (String) request.getAttribute(RequestDispatcher.INCLUDE_CONTEXT_PATH),
            path,
            (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
      }
    }
    return asSent(request, request.getRequestURI());
  }

  /**
   * The target of a request with another request URI.
   *
   * @param uri null when the container does not know it
   */
  static RequestTarget asSent(HttpServletRequest request, @Nullable String uri) {
    return target(
        request, uri, request.getContextPath(), request.getServletPath(), request.getPathInfo());
  }

  private static RequestTarget target(
      HttpServletRequest request,
      @Nullable String uri,
      @Nullable String contextPath,
      String servletPath,
      @Nullable String pathInfo) {
    String context = contextPath == null ? "" : contextPath;
    String path = pathInfo == null ? servletPath : servletPath + pathInfo;
    String sent = uri == null ? context + path : uri;
    return new RequestTarget(sent, context, path, sent.indexOf('%') < 0 ? null : charset(request));
  }

  /** Spring's UrlPathHelper decodes paths by it. */
  private static @Nullable Charset charset(HttpServletRequest request) {
    try {
      String name = request.getCharacterEncoding();
      return name == null ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return null; // no charset, so that nothing can be decoded by it
    }
  }
}
