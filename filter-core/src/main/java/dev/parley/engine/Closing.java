package dev.parley.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes one thing after the other; a failure does not stop the rest, not even an error: a class
 * that is not found any more, where an application is taken down.
 */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** The last made is closed first. The list is empty afterwards. */
  static void all(List<AutoCloseable> closeables) {
    while (!closeables.isEmpty()) {
      AutoCloseable last = closeables.remove(closeables.size() - 1);
      try {
        last.close();
      } catch (Exception | Error e) {
        LOG.warn("{} does not close: {}", last.getClass().getName(), Failures.describe(e));
      }
    }
  }
}
