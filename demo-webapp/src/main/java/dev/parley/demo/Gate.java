package dev.parley.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else. A request that calls the demo by a name that is neither of
 * loopback nor among the named ones gets 421: a page of another site, whose name was bound to this
 * address, would read the answer as its own (DNS rebinding). What another site's page asks for gets
 * 403, unless the user follows a link.
 */
final class Gate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MISDIRECTED_REQUEST = 421;

  private final transient Hosts hosts;

  Gate(Hosts hosts) {
    this.hosts = hosts;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!hosts.allow(request)) {
      response.setStatus(MISDIRECTED_REQUEST);
      Answer.text(
          response,
          "This demo does not answer as "
              + Text.tame(request.getServerName())
              + ", only as localhost. To let it, name the host: in the context-param demo.hosts"
              + " of its web.xml, or with bin/demo --name.\n");
    } else if (isOfAnotherSite(request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      Answer.text(response, "This demo answers no requests of other sites' pages.\n");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isOfAnotherSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      boolean ours = site.equals("same-origin") || site.equals("none");
      return !ours && !isLink(request);
    }
    // a browser that knows no Sec-Fetch-Site names the origin where it matters
    String origin = request.getHeader("Origin");
    return origin != null && !isOrigin(origin, request.getHeader("Host"));
  }

  private static boolean isLink(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  private static boolean isOrigin(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
