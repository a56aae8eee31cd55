package dev.parley.it.frameworks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UrlPathHelper;

/** Spring MVC in each of its ways to match paths, one by a request header. */
final class SpringServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** How Spring finds the handler of a path. */
  enum Matching {
    /** PathPattern on the parsed request URI, which is the default. */
    PATTERN,
    /** AntPathMatcher on what UrlPathHelper makes of the request URI. */
    ANT,
    /** The same with everything that Spring 6.2 still can be lenient about. */
    LENIENT;

    /** The value of the header that chooses it. */
    String choice() {
      return "spring-" + name();
    }
  }

  /** The pages. */
  @Controller
  static final class Pages {
    @RequestMapping({"/admin2", "/admin2/**"})
    void admin(HttpServletResponse response) throws IOException {
      Page.ADMIN.write(response);
    }

    @RequestMapping("/open")
    void open(HttpServletResponse response) throws IOException {
      Page.OPEN.write(response);
    }
  }

  private final transient Map<String, DispatcherServlet> servlets = new HashMap<>();
  private final String header;

  SpringServlet(String header) {
    this.header = header;
    for (Matching each : Matching.values()) {
      servlets.put(each.choice(), servlet(each));
    }
  }

  private static DispatcherServlet servlet(Matching matching) {
    GenericWebApplicationContext context = new GenericWebApplicationContext();
    context.registerBean(RequestMappingHandlerMapping.class, () -> mapping(matching));
    context.registerBean(RequestMappingHandlerAdapter.class);
    context.registerBean(Pages.class);
    DispatcherServlet servlet = new DispatcherServlet(context);
    servlet.setPublishContext(false);
    return servlet;
  }

  @SuppressWarnings("deprecation") // applications still set them
  private static RequestMappingHandlerMapping mapping(Matching matching) {
    RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
    if (matching != Matching.PATTERN) {
      mapping.setPatternParser(null);
    }
    if (matching == Matching.LENIENT) {
      UrlPathHelper helper = new UrlPathHelper();
      helper.setAlwaysUseFullPath(true);
      mapping.setUrlPathHelper(helper);
      mapping.setUseTrailingSlashMatch(true);
      mapping.setUseSuffixPatternMatch(true);
    }
    return mapping;
  }

  @Override
  public void init() throws ServletException {
    for (DispatcherServlet each : servlets.values()) {
      each.init(getServletConfig());
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String choice = request.getHeader(header);
    DispatcherServlet chosen = choice == null ? null : servlets.get(choice);
    if (chosen == null) {
      throw new ServletException(header + ": no such choice: " + choice);
    }
    chosen.service(request, response);
  }

  @Override
  public void destroy() {
    servlets.values().forEach(DispatcherServlet::destroy);
  }
}
