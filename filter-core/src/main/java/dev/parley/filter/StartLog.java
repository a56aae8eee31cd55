package dev.parley.filter;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Says how a filter starts: to SLF4J, or to the JDK's {@link System.Logger} where SLF4J or its
 * provider is missing; that it cannot start, and that it has recovered, to the container's log too.
 * Throws nothing. Thread-safe.
 */
final class StartLog {
  private static final String NAME = "dev.parley.filter.AuthenticationFilter";

  private final @Nullable ServletContext context;
  private final String filter;

  /**
   * @param context the application's; null when there is none
   * @param filterName empty when it is not known
   */
  StartLog(@Nullable ServletContext context, @Nullable String filterName) {
    this.context = context;
    String name = filterName == null || filterName.isEmpty() ? "" : " " + filterName;
    this.filter = "Parley's filter" + name + (context == null ? "" : " of " + path(context)) + " ";
  }

  static StartLog ofNone() {
    return new StartLog(null, "");
  }

  private static String path(ServletContext context) {
    String path = context.getContextPath();
    return path == null || path.isEmpty() ? "the application /" : "the application " + path;
  }

  void error(String text, @Nullable Throwable trace) {
    write(System.Logger.Level.ERROR, text, trace);
    toContainer(text, trace);
  }

  void recovered(String text) {
    write(System.Logger.Level.INFO, text, null);
    toContainer(text, null);
  }

  void warn(String text) {
    write(System.Logger.Level.WARNING, text, null);
  }

  void debug(String text) {
    write(System.Logger.Level.DEBUG, text, null);
  }

  private void write(System.Logger.Level level, String text, @Nullable Throwable trace) {
    String line = filter + text;
    if (!toSlf4j(level, line, trace)) {
      toJdk(level, line, trace);
    }
  }

  private static boolean toSlf4j(
      System.Logger.Level level, String line, @Nullable Throwable trace) {
    try {
      return Slf4j.write(level, line, trace);
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }

  private static void toJdk(System.Logger.Level level, String line, @Nullable Throwable trace) {
    try {
      System.getLogger(NAME).log(level, line, trace);
    } catch (LinkageError | RuntimeException e) {
      // No log is left to say it to.
      return;
    }
  }

  private void toContainer(String text, @Nullable Throwable trace) {
    if (context == null) {
      return;
    }
    try {
      if (trace == null) {
        context.log(filter + text);
      } else {
        context.log(filter + text, trace);
      }
    } catch (RuntimeException e) {
      // The other log has it.
      return;
    }
  }

  /** A class of its own, for its jar may be missing. */
  private static final class Slf4j {
    private Slf4j() {}

    /** False when there is no provider, which would drop the line. */
    static boolean write(System.Logger.Level level, String line, @Nullable Throwable trace) {
      Logger log = LoggerFactory.getLogger(NAME);
      if (log instanceof NOPLogger) {
        return false;
      }
      switch (level) {
        case ERROR -> log.error(line, trace);
        case WARNING -> log.warn(line, trace);
        case INFO -> log.info(line, trace);
        default -> log.debug(line, trace);
      }
      return true;
    }
  }
}
