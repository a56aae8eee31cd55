package dev.parley.filter;

import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
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
 * attribute of its {@code ServletContext} that has the name of this class, and each of several as
 * the one with a dot and the filter's name behind it. A container may start it again after it was
 * destroyed; nothing is kept over that. Thread-safe.
 *
 * <p>A filter that cannot start stands in its place all the same, since some containers serve the
 * application without a filter whose {@link #init} throws: {@code init} throws nothing, the cause
 * is logged, and every request is answered 503 until a later attempt succeeds. The same holds
 * before {@code init} and after {@link #destroy}. {@link AuthenticationFilterBuilder#build} throws.
 */
public final class AuthenticationFilter implements Filter, AutoCloseable {
  // Nothing here may need another jar: the class has to load, and to stand there, without them.

  /**
   * The request attribute with the client's {@link dev.parley.sspi.SecurityContext}, by which the
   * application asks for attributes and impersonates the client. Who the client is stands in {@link
   * AuthenticatedIdentity#ATTRIBUTE}.
   */
  public static final String SECURITY_CONTEXT = "dev.parley.context";

  private final LifeCycle lifeCycle = new LifeCycle(System::nanoTime);
  private final @Nullable AuthenticationFilterBuilder builder;

  /** For {@code web.xml}: {@link #init} reads the init-params. */
  public AuthenticationFilter() {
    this.builder = null;
  }

  AuthenticationFilter(AuthenticationFilterBuilder builder) throws ConfigurationException {
    this.builder = builder;
    lifeCycle.start(builder);
  }

  /** A builder without any setting. */
  public static AuthenticationFilterBuilder builder() {
    return new AuthenticationFilterBuilder();
  }

  /**
   * Starts the filter, or says in the log why it cannot start. Throws nothing. A filter that was
   * built in Java goes on with what it has; any other that runs already is ended and starts anew.
   */
  @Override
  public void init(FilterConfig config) {
    lifeCycle.init(this, config, builder);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Running running = lifeCycle.running();
    if (running == null) {
      lifeCycle.refuse(request, response);
    } else if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      running.dispatch().filter(http, answer, chain);
    } else {
      throw new ServletException("only HTTP requests can be authenticated");
    }
  }

  /**
   * What the security packages are that it offers, in order (EnumerateSecurityPackages).
   *
   * @throws IllegalStateException while the filter is not started
   */
  public List<PackageInfo> packages() {
    return lifeCycle.started().service().packages().enumerateSecurityPackages();
  }

  /**
   * What the filter is called in its MXBean, in audit events and in meters. One that was built in
   * Java is called by its application once a container has initialised it.
   *
   * @throws IllegalStateException while the filter is not started
   */
  public FilterName name() {
    return lifeCycle.started().service().name();
  }

  /**
   * The counts at this moment.
   *
   * @throws IllegalStateException while the filter is not started
   */
  public Counters.Snapshot counters() {
    return lifeCycle.started().service().counters().snapshot();
  }

  /**
   * The kept contexts, for operators.
   *
   * @throws IllegalStateException while the filter is not started
   */
  public Contexts contexts() {
    return lifeCycle.started().service().contexts();
  }

  AuthenticationService service() {
    return lifeCycle.started().service();
  }

  /** Ends the filter: forgets all contexts, destroys all keys. Requests are then answered 503. */
  @Override
  public void close() {
    lifeCycle.close();
  }

  @Override
  public void destroy() {
    close();
  }
}
