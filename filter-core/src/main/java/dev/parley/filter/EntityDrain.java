package dev.parley.filter;

import dev.parley.authority.guard.Headcount;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.EntitySettings;
import dev.parley.config.Settings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads the entity of a request that is refused, and throws it away, so that the client sees the
 * answer and its connection goes on: a client that is still sending when the connection ends loses
 * the answer, and a negotiation that is bound to the connection can never finish. Bounded in octets
 * and time, and in number: each holds a thread, of which some containers have few, and the places
 * are not those of entities that are to be verified. Thread-safe.
 */
final class EntityDrain {
  private static final int BUFFER = 16_384;

  private final Semaphore places;
  private final Headcount<String> byAddress;
  private final long limit;
  private final ReadingWatch watch;

  EntityDrain(Settings settings) {
    int most = settings.get(EntitySettings.DISCARD_MAX);
    this.places = new Semaphore(most);
    this.byAddress = new Headcount<>((most + 1) / 2);
    this.limit = settings.get(EntitySettings.DISCARD_LIMIT);
    Duration time = settings.get(EntitySettings.DISCARD_TIME);
    this.watch = new ReadingWatch(time, 0, time);
  }

  /** Tomcat tells clients to go on before it asks any filter, unless it is told otherwise. */
  private static boolean letsSendAtOnce(HttpServletRequest request) {
    ServletContext context = request.getServletContext();
    return context != null && isOfTomcat(context.getClass());
  }

  /**
   * Administrators change the name that Tomcat gives itself, and other servers have classes of the
   * same names as its own but for these.
   */
  private static boolean isOfTomcat(Class<?> type) {
    if (!type.getName().startsWith("org.apache.catalina.")) {
      return false;
    }
    try {
      Class.forName("org.apache.coyote.Request", false, type.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
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
    String network = RemoteAddress.network(address);
    if (!byAddress.enter(network)) {
      return false;
    }
    try {
      return places.tryAcquire() && drainInPlace(request);
    } finally {
      byAddress.leave(network);
    }
  }

  private boolean drainInPlace(HttpServletRequest request) {
    try (ReadingWatch.Reading reading = watch.begin(true)) {
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
      // Too slow, gone, a broken coding, or another filter has taken the reader: the
      // answer is written all the same.
      return false;
    } finally {
      places.release();
    }
  }
}
