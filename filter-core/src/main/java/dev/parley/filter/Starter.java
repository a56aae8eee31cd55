package dev.parley.filter;

import dev.parley.config.ConfigurationException;
import dev.parley.config.Problem;
import dev.parley.engine.AuthenticationService;
import jakarta.servlet.FilterConfig;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a filter runs with, as often as it is asked to. All that needs another jar
 * stands behind it.
 */
final class Starter {
  private final FilterConfig config;
  private final @Nullable AuthenticationFilterBuilder builder;
  private final @Nullable ClassLoader contextClassLoader =
      Thread.currentThread().getContextClassLoader();

  /**
   * @param builder of a filter that was built in Java; null for one with init-params
   */
  Starter(FilterConfig config, @Nullable AuthenticationFilterBuilder builder) {
    this.config = config;
    this.builder = builder;
  }

  /** With the settings that were given in Java. */
  static Running start(AuthenticationFilterBuilder builder) throws ConfigurationException {
    Libraries.requireAll();
    AuthenticationService service = builder.service();
    try {
      return new Running(service, new Dispatch(service, builder.random()));
    } catch (RuntimeException | Error e) {
      service.close();
      throw e;
    }
  }

  /** With the settings of the container's registration, or those given in Java. */
  Running start() throws ConfigurationException {
    Libraries.requireAll();
    if (builder == null) {
      return start(InitParams.read(config));
    }
    if (hasInitParams()) {
      throw new ConfigurationException(List.of(initParamsOfBuilt()), true);
    }
    builder.place(InitParams.place(config));
    return start(builder);
  }

  /** Tells a filter that was built in Java, and runs, where its container has put it. */
  void place(Running running) {
    running.service().place(InitParams.place(config));
  }

  private Problem initParamsOfBuilt() {
    return new Problem(
        String.join(", ", Collections.list(config.getInitParameterNames())),
        "(init-param)",
        "no init-param, since the filter was built in Java",
        "give the settings to the builder, or name the filter by its class");
  }

  boolean hasInitParams() {
    return config.getInitParameterNames().hasMoreElements();
  }

  /** The loader that the container had set when it initialised the filter. */
  @Nullable ClassLoader contextClassLoader() {
    return contextClassLoader;
  }

  /** Warns of requests that the container leads past the filter. */
  void inspect(Running running, StartLog log) {
    warn(registration -> Coverage.warnings(registration, running.service()), log);
  }

  /** Warns of those that it leads past a filter that is not started. */
  void inspectStandby(StartLog log) {
    warn(Coverage::warningsOnStandby, log);
  }

  private void warn(Function<Registration, List<String>> warnings, StartLog log) {
    try {
      warnings.apply(Registration.read(config)).forEach(log::warn);
    } catch (RuntimeException | LinkageError e) {
      log.debug("cannot read its registration: " + e);
    }
  }
}
