package dev.parley.filter;

import dev.parley.audit.Counters;
import dev.parley.config.ConfigurationException;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Contexts;
import dev.parley.sspi.PackageInfo;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servlet filter that authenticates requests. In {@code web.xml} it is configured by
 * init-params; in Java by {@link #builder()}. Map it to {@code /*}, for the dispatcher types
 * REQUEST, ASYNC, FORWARD and ERROR, with {@code async-supported}. The application finds it as the
 * attribute of its {@code ServletContext} that has the name of this class. A container may start it
 * again after it was destroyed; nothing is kept over that. Thread-safe.
 */
public final class AuthenticationFilter implements Filter, AutoCloseable {
  /**
   * The request attribute with the client's {@link dev.parley.sspi.SecurityContext}, by which the
   * application asks for attributes and impersonates the client. Who the client is stands in {@link
   * AuthenticatedIdentity#ATTRIBUTE}.
   */
  public static final String SECURITY_CONTEXT = "dev.parley.context";

  private final @Nullable AuthenticationFilterBuilder builder;
  private volatile @Nullable Running running;

  private record Running(AuthenticationService service, Dispatch dispatch) {}

  /** For {@code web.xml}: {@link #init} reads the init-params. */
  public AuthenticationFilter() {
    this.builder = null;
  }

  AuthenticationFilter(AuthenticationFilterBuilder builder) throws ConfigurationException {
    this.builder = builder;
    start(builder);
  }

  /** A builder without any setting. */
  public static AuthenticationFilterBuilder builder() {
    return new AuthenticationFilterBuilder();
  }

  private void start(AuthenticationFilterBuilder from) throws ConfigurationException {
    AuthenticationService service = from.service();
    running = new Running(service, new Dispatch(service, from.random()));
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    try {
      if (builder == null) {
        start(InitParams.read(config));
      } else if (config.getInitParameterNames().hasMoreElements()) {
        throw new ServletException("a filter that was built in Java takes no init-params");
      } else if (running == null) {
        start(builder);
      }
    } catch (ConfigurationException e) {
      throw new ServletException(e.getMessage(), e);
    }
    config.getServletContext().setAttribute(AuthenticationFilter.class.getName(), this);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      running().dispatch().filter(http, answer, chain);
    } else {
      throw new ServletException("only HTTP requests can be authenticated");
    }
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("the filter is not started");
    }
    return now;
  }

  /** What the security packages are that it offers, in order (EnumerateSecurityPackages). */
  public List<PackageInfo> packages() {
    return running().service().packages().enumerateSecurityPackages();
  }

  /** The counts at this moment. */
  public Counters.Snapshot counters() {
    return running().service().counters().snapshot();
  }

  /** The kept contexts, for operators. */
  public Contexts contexts() {
    return running().service().contexts();
  }

  /** Ends the filter: forgets all contexts, destroys all keys. */
  @Override
  public void close() {
    Running now = running;
    running = null;
    if (now != null) {
      now.service().close();
    }
  }

  @Override
  public void destroy() {
    close();
  }
}
