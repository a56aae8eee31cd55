package dev.parley.engine;

import dev.parley.audit.FilterName;
import dev.parley.config.CoreSettings;
import dev.parley.config.Settings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a filter is called: by its settings, else by its place. A filter that was built in Java gets
 * its place later, from the first container that initialises it. Where a namesake has an MXBean,
 * the name gets a number: the MBean server is all that the filters of a process share. Thread-safe.
 */
final class Naming implements Supplier<FilterName> {
  private final Settings settings;
  private volatile FilterName name;
  private boolean placed;
  private @Nullable Management management;

  /**
   * @param place null when no container has it yet
   */
  Naming(Settings settings, @Nullable Place place) {
    this.settings = settings;
    this.placed = place != null;
    this.name = at(place == null ? Place.NONE : place);
  }

  private FilterName at(Place place) {
    String application = settings.get(CoreSettings.APPLICATION);
    String filter = settings.get(CoreSettings.NAME);
    return new FilterName(
        application.isEmpty() ? place.application() : application,
        settings.get(CoreSettings.REALM),
        filter.isEmpty() ? place.filter() : filter);
  }

  @Override
  public FilterName get() {
    return name;
  }

  /** Registers the bean, and goes by the name that it has got. */
  synchronized void register(Management bean) {
    management = bean;
    name = bean.register(name);
  }

  /** A container has put it somewhere; only the first one counts. */
  synchronized void place(Place place) {
    if (!placed) {
      placed = true;
      name = management == null ? at(place) : management.register(at(place));
    }
  }
}
