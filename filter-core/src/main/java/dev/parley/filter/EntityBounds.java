package dev.parley.filter;

import dev.parley.authority.guard.Headcount;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.EntitySettings;
import dev.parley.config.Settings;
import dev.parley.http.EntityNotTakenException;
import dev.parley.http.EntityTooLargeException;
import java.util.concurrent.Semaphore;

/**
 * Bounds what is held of the entities of clients that have not proved who they are: strangers by
 * number, address and octets; requests that name a kept context by number for each context, so that
 * no flood of strangers takes their places. Thread-safe, and never blocks.
 */
final class EntityBounds {
  /** One address may hold the total divided by this. */
  private static final int SHARES = 4;

  private final Semaphore strangers;
  private final Headcount<String> byAddress;
  private final Headcount<Object> byContext;
  private final Octets octets;

  EntityBounds(Settings settings) {
    this.strangers = new Semaphore(settings.get(EntitySettings.STRANGERS_MAX));
    this.byAddress = new Headcount<>(settings.get(EntitySettings.STRANGERS_PER_ADDRESS));
    this.byContext = new Headcount<>(settings.get(EntitySettings.PER_CONTEXT));
    long total = settings.get(EntitySettings.STRANGERS_TOTAL);
    this.octets = new Octets(total, total / SHARES);
  }

  /** A place for one entity, which ends when it is closed. Not thread-safe. */
  interface Place extends AutoCloseable {

    /** For an entity that is not bounded. */
    Place FREE =
        new Place() {
          @Override
          public void take(int count) {}

          @Override
          public void close() {}
        };

    /**
     * Counts octets that came.
     *
     * @throws EntityNotTakenException when all places for octets are taken
     */
    void take(int count) throws EntityNotTakenException;

    /** May be called again. */
    @Override
    void close();
  }

  /**
   * A place for the entity of a client that names no kept context.
   *
   * @param length the length of the entity, or less than 0 when it is not known
   * @throws EntityNotTakenException when there is no place now
   * @throws EntityTooLargeException when there never is one
   */
  Place ofStranger(String address, long length)
      throws EntityNotTakenException, EntityTooLargeException {
    if (length > octets.most()) {
      throw new EntityTooLargeException(octets.most());
    }
    String network = RemoteAddress.network(address);
    Place place = enter(network);
    if (length > 0 && !octets.haveRoom(network, length)) {
      place.close();
      throw tooMany();
    }
    return place;
  }

  private Place enter(String network) throws EntityNotTakenException {
    if (!byAddress.enter(network)) {
      throw tooMany();
    }
    if (!strangers.tryAcquire()) {
      byAddress.leave(network);
      throw tooMany();
    }
    return new StrangersPlace(network);
  }

  /** The longest entity of a stranger. */
  long longestOfStranger() {
    return octets.most();
  }

  /**
   * A place for an entity that is to be verified with a kept context.
   *
   * @throws EntityNotTakenException when there is no place now
   */
  Place ofContext(Object context) throws EntityNotTakenException {
    if (!byContext.enter(context)) {
      throw tooMany();
    }
    return new Place() {
      private boolean over;

      @Override
      public void take(int count) {}

      @Override
      public void close() {
        if (!over) {
          over = true;
          byContext.leave(context);
        }
      }
    };
  }

  private static EntityNotTakenException tooMany() {
    return new EntityNotTakenException(EntityNotTakenException.Cause.TOO_MANY);
  }

  private final class StrangersPlace implements Place {
    private final String network;
    private long taken;
    private boolean over;

    StrangersPlace(String network) {
      this.network = network;
    }

    @Override
    public void take(int count) throws EntityNotTakenException {
      if (!octets.add(network, count)) {
        throw tooMany();
      }
      taken += count;
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        octets.remove(network, taken);
        strangers.release();
        byAddress.leave(network);
      }
    }
  }
}
