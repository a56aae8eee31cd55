package dev.parley.filter;

import dev.parley.config.ConfigurationException;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a filter runs, and how that changes. One reference says it all: a filter that is not
 * {@link Running} is on {@link Standby}, and answers 503. Whoever replaces a state ends what it
 * held; an attempt to start whose standby was replaced meanwhile closes what it has made. A request
 * never waits for an attempt: the one that finds it due starts a thread, which ends with it. So no
 * thread waits for a file to come back, and an application that gets no requests any more, because
 * its deployment failed elsewhere, does not come to life. Thread-safe.
 */
final class LifeCycle {
  sealed interface State permits Running, Standby {}

  private final LongSupplier nanoTime;
  private final AtomicReference<State> state;

  LifeCycle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.state = new AtomicReference<>(Standby.untilInit(nanoTime));
  }

  /** What requests run through; null on standby. */
  @Nullable Running running() {
    return state.get() instanceof Running running ? running : null;
  }

  /**
   * What operators look at.
   *
   * @throws IllegalStateException on standby; tells the cause
   */
  Running started() {
    State now = state.get();
    if (now instanceof Standby standby) {
      throw new IllegalStateException("the filter is not started: " + standby.cause());
    }
    return (Running) now;
  }

  /** Starts at once, or throws: for filters that are built in Java. */
  void start(AuthenticationFilterBuilder builder) throws ConfigurationException {
    state.set(Starter.start(builder));
  }

  /** Starts, or goes on standby. Throws nothing, so that no container leaves the filter out. */
  void init(
      AuthenticationFilter filter,
      FilterConfig config,
      @Nullable AuthenticationFilterBuilder builder) {
    try {
      StartLog log = new StartLog(config.getServletContext(), config.getFilterName());
      Starter starter = new Starter(config, builder);
      Running running = running();
      if (running != null && builder != null && !starter.hasInitParams()) {
        starter.place(running);
        starter.inspect(running, log);
      } else {
        Standby standby = new Standby(nanoTime, starter, log);
        replace(standby);
        attempt(standby);
      }
      ServletContext application = config.getServletContext();
      String attribute = AuthenticationFilter.class.getName();
      application.setAttribute(attribute, filter);
      // Of several filters the last one has the first attribute.
      application.setAttribute(attribute + "." + config.getFilterName(), filter);
    } catch (Throwable e) {
      // Only a container's or a listener's own failure leads here; what stands, stands.
      StartLog.ofNone().error("the container fails while it starts the filter", e.toString(), e);
    }
  }

  /** Answers 503, and sees to it that a start that is due is attempted. Throws nothing. */
  void refuse(ServletRequest request, ServletResponse response) {
    try {
      long seconds = 1;
      if (state.get() instanceof Standby standby) {
        seconds = standby.secondsToWait();
        standby.sayOnce(request);
        if (standby.begin()) {
          attemptApart(standby);
        }
      }
      NotStarted.answer(request, response, seconds);
    } catch (Throwable e) {
      // Whatever it is, the chain was not called, so nothing of the application is served.
      return;
    }
  }

  private void attemptApart(Standby standby) {
    try {
      standby.apart(() -> attempt(standby));
    } catch (Throwable e) {
      standby.failed(e);
      standby.end();
    }
  }

  /** One attempt; the standby was begun by the caller. */
  private void attempt(Standby standby) {
    try {
      Running made = standby.starter().start();
      if (state.compareAndSet(standby, made)) {
        standby.succeeded(made);
      } else {
        made.close();
      }
    } catch (Throwable e) {
      // Errors too: a missing class, or memory that is short, must not let the filter fall out.
      if (state.get() == standby) {
        standby.failed(e);
      }
    } finally {
      standby.end();
    }
  }

  void close() {
    replace(Standby.ended(nanoTime));
  }

  private void replace(State next) {
    State before = state.getAndSet(next);
    if (before instanceof Running running) {
      running.close();
    } else if (before instanceof Standby standby) {
      standby.abandon();
    }
  }
}
