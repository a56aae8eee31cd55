package dev.parley.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous context as the application sees it. That of {@code startAsync} without arguments
 * has the container's own request (Servlet 6.0, 9.7.2), which knows no user: in its place is shown
 * one that does. Thread-safe as the container's is.
 */
final class UserAsyncContext implements AsyncContext {
  private final AsyncContext context;
  private final Function<HttpServletRequest, ServletRequest> withUser;
  private volatile @Nullable ServletRequest shown;

  /**
   * @param context the container's
   * @param withUser makes a request that knows the user
   */
  UserAsyncContext(AsyncContext context, Function<HttpServletRequest, ServletRequest> withUser) {
    this.context = context;
    this.withUser = withUser;
  }

  @Override
  public ServletRequest getRequest() {
    ServletRequest request = context.getRequest();
    ServletRequest known = shown;
    if (known == null) {
      known =
          context.hasOriginalRequestAndResponse() && request instanceof HttpServletRequest original
              ? withUser.apply(original)
              : request;
      shown = known;
    }
    return known;
  }

  @Override
  public ServletResponse getResponse() {
    return context.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return context.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    context.dispatch();
  }

  @Override
  public void dispatch(String path) {
    context.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext to, String path) {
    context.dispatch(to, path);
  }

  @Override
  public void complete() {
    context.complete();
  }

  @Override
  public void start(Runnable run) {
    context.start(run);
  }

  @Override
  public void addListener(AsyncListener listener) {
    context.addListener(listener);
  }

  @Override
  public void addListener(AsyncListener listener, ServletRequest supplied, ServletResponse answer) {
    context.addListener(listener, supplied, answer);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return context.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    context.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return context.getTimeout();
  }
}
