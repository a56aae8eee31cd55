package dev.parley.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes something of the content of a file, while it is read: the file need not fit into memory.
 *
 * @param <T> what is made of it
 * @param <E> says that the content is not of the form that is expected
 */
@FunctionalInterface
public interface FileContent<T, E extends Exception> {
  /**
   * What the file says.
   *
   * @param in the content; need not be read to its end; stays open
   * @throws IOException when it cannot be read, or is too long
   */
  T read(InputStream in) throws IOException, E;

  /** Wipes what was made of a file that was being written meanwhile. */
  default void discard(T made) {}
}
