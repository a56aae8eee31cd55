package dev.parley.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes one thing after the other; a failure does not stop the rest, not even an error: a class
 * that is not found any more, where an application is taken down.
 */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  // Loads the other class with this one, while its jar is there.
  private static final Function<Throwable, String> DESCRIBE = Failures::describe;

  private Closing() {}

  /**
   * A list for what is to be closed by {@link #all}. Who opens something begins with it, so that
   * this class is loaded in time: when the end comes, the jar may be gone.
   */
  static List<AutoCloseable> list() {
    return new ArrayList<>();
  }

  /** The last made is closed first. The list is empty afterwards. */
  static void all(List<AutoCloseable> closeables) {
    while (!closeables.isEmpty()) {
      AutoCloseable last = closeables.remove(closeables.size() - 1);
      try {
        last.close();
      } catch (Exception | Error e) {
        tell(last, e);
      }
    }
  }

  private static void tell(AutoCloseable part, Throwable failure) {
    try {
      LOG.warn("{} does not close: {}", part.getClass().getName(), DESCRIBE.apply(failure));
    } catch (RuntimeException | LinkageError e) {
      // The log is gone too; what is left has to be closed all the same.
      return;
    }
  }
}
