package dev.parley.filter;

import dev.parley.config.EntitySettings;
import dev.parley.config.Settings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads the entity of a request that is refused, and throws it away, so that the client sees the
 * answer and its connection goes on: a client that is still sending when the connection ends loses
 * the answer, and a negotiation that is bound to the connection can never finish. Bounded in octets
 * and time, and in number as other entities of strangers are. Thread-safe.
 */
final class EntityDrain {
  private static final int BUFFER = 16_384;

  private final EntityBounds bounds;
  private final long limit;
  private final ReadingWatch watch;

  EntityDrain(Settings settings, EntityBounds bounds) {
    this.bounds = bounds;
    this.limit = settings.get(EntitySettings.DISCARD_LIMIT);
    Duration most = settings.get(EntitySettings.DISCARD_TIME);
    this.watch = new ReadingWatch(most, 0, most);
  }

  /** Tomcat tells clients to go on before it asks any filter, unless it is told otherwise. */
  private static boolean letsSendAtOnce(HttpServletRequest request) {
    ServletContext context = request.getServletContext();
    return context != null && context.getServerInfo().startsWith("Apache Tomcat");
  }

  /**
   * Reads the entity to its end.
   *
   * @param staysOnConnection whether the client has to send its next request over the same
   *     connection; only then a client that waits for the word to go on (Expect: 100-continue, RFC
   *     9110 section 10.1.1) gets it
   * @return false when something of it is left, so that the connection cannot carry another request
   */
  boolean drain(HttpServletRequest request, String address, boolean staysOnConnection) {
    long length = request.getContentLengthLong();
    if (EntityReader.isWithoutEntity(request, length)) {
      return true;
    }
    boolean waits =
        "100-continue".equalsIgnoreCase(request.getHeader("Expect")) && !letsSendAtOnce(request);
    if (length > limit || (waits && !staysOnConnection)) {
      return false;
    }
    try (EntityBounds.Place place = bounds.ofDrained(address);
        ReadingWatch.Reading reading = watch.begin(true)) {
      InputStream in = request.getInputStream();
      byte[] buffer = new byte[BUFFER];
      long left = limit;
      int count = in.read(buffer);
      while (count >= 0) {
        reading.came(count);
        left -= count;
        if (left < 0) {
          return false;
        }
        count = in.read(buffer);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      // No place, too slow, gone, a broken coding, or another filter has taken the reader: the
      // answer is written all the same.
      return false;
    }
  }
}
