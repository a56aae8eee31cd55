package dev.parley.filter;

import dev.parley.config.ConfigurationException;
import dev.parley.config.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a filter does not start, for operators.
 *
 * @param cause key, value, what is allowed and what to do; or the missing class and its jar
 * @param mayPass whether another attempt can succeed without a new deployment
 * @param trace where it happened, when the cause does not tell enough
 */
record StartFailure(String cause, boolean mayPass, @Nullable Throwable trace) {
  /** What it means for requests. */
  static final String STATE = "does not start and answers every request with 503";

  private static final int CAUSES = 4;
  private static final int LONGEST = 500;

  static StartFailure of(Throwable failure) {
    if (failure instanceof ConfigurationException wrong) {
      String problems =
          wrong.problems().stream().map(Problem::toString).collect(Collectors.joining("\n  "));
      return new StartFailure(problems, !wrong.isLasting(), null);
    }
    if (failure instanceof MissingJarsError) {
      return new StartFailure(String.valueOf(failure.getMessage()), false, null);
    }
    // The virtual machine remembers what it could not link, so another attempt ends the same way.
    LinkageError linkage = linkage(failure);
    return linkage == null
        ? new StartFailure(chain(failure), true, failure)
        : new StartFailure(Libraries.explain(chain(linkage)), false, failure);
  }

  private static @Nullable LinkageError linkage(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      if (cause instanceof LinkageError linkage) {
        return linkage;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static String chain(Throwable failure) {
    StringBuilder out = new StringBuilder();
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      String text = cause.toString();
      out.append(i == 0 ? "" : "; caused by ");
      out.append(text, 0, Math.min(text.length(), LONGEST));
      cause = cause.getCause();
    }
    return out.toString();
  }

  /** For the log, after what it means. */
  String inFull() {
    return cause + "\n" + outlook();
  }

  private String outlook() {
    return mayPass
        ? "It tries again when requests come, after a second, then less often, but every minute: files"
            + " that come back or are corrected start it. Settings in a web.xml or in Java need a new"
            + " deployment."
        : "It does not try again by itself: correct that, and deploy the application again.";
  }
}
