package dev.parley.engine;

import org.jspecify.annotations.Nullable;

/**
 * Describes a failure by types and places, without messages, which may hold what a client sent.
 * Only that of a linkage error is told: it names a class.
 */
final class Failures {
  private static final int CAUSES = 4;
  private static final int FRAMES = 6;

  private Failures() {}

  static String describe(Throwable failure) {
    StringBuilder out = new StringBuilder();
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES; i++) {
      out.append(i == 0 ? "" : "; caused by ").append(cause.getClass().getName());
      if (cause instanceof LinkageError) {
        out.append(": ").append(cause.getMessage());
      }
      StackTraceElement[] frames = cause.getStackTrace();
      for (int j = 0; j < Math.min(frames.length, FRAMES); j++) {
        out.append(j == 0 ? " at " : " < ").append(frames[j]);
      }
      cause = cause.getCause();
    }
    return out.toString();
  }
}
