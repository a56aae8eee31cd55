package dev.parley.filter;

import dev.parley.config.Settings;
import dev.parley.http.EntityNotTakenException;
import dev.parley.http.EntityNotTakenException.Cause;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.EntityUnreadableException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entities that have to be hashed before their clients have proved who they are, within
 * bounds of number, octets and time. Thread-safe.
 */
final class EntityReader {
  private final EntityLimits limits;
  private final EntityBounds bounds;
  private final EntityDrain drain;
  private final ReadingWatch watch;

  EntityReader(Settings settings) {
    this.limits = EntityLimits.of(settings);
    this.bounds = new EntityBounds(settings);
    this.drain = new EntityDrain(settings);
    this.watch = new ReadingWatch(settings);
  }

  /**
   * An entity that was read, and the place that it has until its client is known or refused.
   *
   * @param entity the octets
   * @param place to be closed
   */
  record Held(SpooledEntity entity, EntityBounds.Place place) {}

  /** Reads entities that are not wanted. */
  EntityDrain drain() {
    return drain;
  }

  /** The longest response entity that is held. */
  int longestResponse() {
    return limits.response();
  }

  /**
   * Reads and hashes all of it.
   *
   * @param address of the client
   * @param context what stands for the kept context that the client names, or null
   * @throws EntityNotTakenException when it is beyond what may be held, or too slow
   */
  Held read(
      HttpServletRequest request,
      Supplier<String> address,
      @Nullable Object context,
      MessageDigest hash)
      throws IOException, EntityTooLargeException {
    long length = request.getContentLengthLong();
    if (length > limits.request()) {
      throw new EntityTooLargeException(limits.request());
    }
    EntityBounds.Place place = place(request, address, context, length);
    boolean done = false;
    try {
      EntityLimits its =
          context == null ? limits.withRequestAtMost(bounds.longestOfStranger()) : limits;
      SpooledEntity entity = read(request, its, context == null, place, hash);
      // Nothing is held of an empty one, of whose end HTTP/2 tells only when it is read.
      done = entity.length() > 0;
      return new Held(entity, done ? place : EntityBounds.Place.FREE);
    } finally {
      if (!done) {
        place.close();
      }
    }
  }

  private EntityBounds.Place place(
      HttpServletRequest request, Supplier<String> address, @Nullable Object context, long length)
      throws EntityNotTakenException, EntityTooLargeException {
    if (isWithoutEntity(request, length)) {
      return EntityBounds.Place.FREE;
    }
    return context == null ? bounds.ofStranger(address.get(), length) : bounds.ofContext(context);
  }

  /** Over HTTP/2 the end of the stream alone tells it, whatever length there is. */
  static boolean isWithoutEntity(HttpServletRequest request, long length) {
    return request.getProtocol().startsWith("HTTP/1")
        && (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null));
  }

  private SpooledEntity read(
      HttpServletRequest request,
      EntityLimits its,
      boolean stranger,
      EntityBounds.Place place,
      MessageDigest hash)
      throws IOException, EntityTooLargeException {
    if (place == EntityBounds.Place.FREE) {
      return SpooledEntity.read(request.getInputStream(), its, count -> {}, hash);
    }
    try (ReadingWatch.Reading reading = watch.begin(stranger)) {
      try {
        return SpooledEntity.read(
            request.getInputStream(),
            its,
            count -> {
              reading.came(count);
              place.take(count);
            },
            hash);
      } catch (EntityNotTakenException e) {
        throw e;
      } catch (IOException e) {
        throw reading.isTooSlow() || isTimeout(e)
            ? new EntityNotTakenException(Cause.TOO_SLOW, e)
            : e;
      } catch (RuntimeException e) {
        // Jetty's way to report a broken chunk
        throw reading.isTooSlow()
            ? new EntityNotTakenException(Cause.TOO_SLOW, e)
            : new EntityUnreadableException(e);
      }
    }
  }

  /** The container's own patience has ended. */
  private static boolean isTimeout(IOException thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SocketTimeoutException || each instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
