package dev.parley.engine;

import dev.parley.audit.FilterName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a container has put a filter. Immutable.
 *
 * @param application the context path, {@value FilterName#ROOT} for the root application
 * @param filter the filter's name in its registration
 */
public record Place(String application, String filter) {
  /** Of a filter that is in no container. */
  static final Place NONE = new Place(FilterName.EMBEDDED, FilterName.UNNAMED);

  // Jetty calls a filter without a name by class and hash, so otherwise at each start.
  private static final Pattern GENERATED = Pattern.compile("dev\\.parley\\.[\\w.]+[-@][0-9a-f]+");

  /**
   * By what a container says of it.
   *
   * @param contextPath empty or null for the root application
   * @param filterName null where there is none; one that was made up for the lack of one does not
   *     count
   */
  public static Place of(@Nullable String contextPath, @Nullable String filterName) {
    return new Place(
        contextPath == null || contextPath.isEmpty() ? FilterName.ROOT : contextPath,
        filterName == null || filterName.isEmpty() || GENERATED.matcher(filterName).matches()
            ? FilterName.UNNAMED
            : filterName);
  }
}
