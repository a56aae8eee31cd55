package dev.parley.filter;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How the application reads a spooled entity: by one stream or one reader, which are the same in
 * all dispatches of the request. Thread-safe.
 */
final class EntityReading {
  private final SpooledEntity entity;
  private final ServletRequest request;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  /**
   * @param request the container's, which knows whether the application went asynchronous
   */
  EntityReading(SpooledEntity entity, ServletRequest request) {
    this.entity = entity;
    this.request = request;
  }

  SpooledEntity entity() {
    return entity;
  }

  /** Whether the application reads the entity itself. */
  synchronized boolean begun() {
    return stream != null || reader != null;
  }

  synchronized ServletInputStream stream() {
    if (reader != null) {
      throw new IllegalStateException("the reader is in use");
    }
    if (stream == null) {
      stream = new SpooledInputStream(entity, request);
    }
    return stream;
  }

  synchronized BufferedReader reader(Charset charset) {
    if (reader == null) {
      if (stream != null) {
        throw new IllegalStateException("the input stream is in use");
      }
      reader =
          new BufferedReader(
              new InputStreamReader(new SpooledInputStream(entity, request), charset));
    }
    return reader;
  }
}
