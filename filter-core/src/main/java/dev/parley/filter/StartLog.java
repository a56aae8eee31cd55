package dev.parley.filter;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Says how a filter starts: to SLF4J, or to the JDK's {@link System.Logger} where SLF4J or its
 * provider is missing. That it cannot start, and that it has recovered, stands in the container's
 * log too: in a line that leads to the other log, for both may be one file, or in full where the
 * other log drops it. Throws nothing. Thread-safe.
 */
final class StartLog {
  private static final String NAME = "dev.parley.filter.AuthenticationFilter";
  private static final String ELSEWHERE = "; the logger " + NAME + " says why";

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

  /**
   * Says that it does not serve.
   *
   * @param state what happens to requests, in a few words
   * @param cause why, and what to do about it
   */
  void error(String state, String cause, @Nullable Throwable trace) {
    String full = state + ":\n  " + cause;
    if (write(System.Logger.Level.ERROR, full, trace)) {
      toContainer(state + ELSEWHERE, null);
    } else {
      toContainer(full, trace);
    }
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

  /** Whether a log has taken it. */
  private boolean write(System.Logger.Level level, String text, @Nullable Throwable trace) {
    String line = filter + text;
    return toSlf4j(level, line, trace) || toJdk(level, line, trace);
  }

  private static boolean toSlf4j(
      System.Logger.Level level, String line, @Nullable Throwable trace) {
    try {
      return Slf4j.write(level, line, trace);
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }

  private static boolean toJdk(System.Logger.Level level, String line, @Nullable Throwable trace) {
    try {
      System.Logger log = System.getLogger(NAME);
      log.log(level, line, trace);
      return log.isLoggable(level);
    } catch (LinkageError | RuntimeException e) {
      return false;
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
