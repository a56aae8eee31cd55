package dev.parley.config;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the security packages that are installed, by their names. */
public final class PackageProviders {
  private static final Logger LOG = LoggerFactory.getLogger(PackageProviders.class);

  private PackageProviders() {}

  /**
   * Looks where this library was loaded and where the web application was: on the class path, on
   * the module path and in {@code WEB-INF/lib}. The first of a name counts. What cannot be loaded
   * is said in the log.
   *
   * @param given providers that come before all found ones
   */
  public static Map<String, PackageProvider> available(Collection<PackageProvider> given) {
    return available(given, PackageProviders::warn);
  }

  /** Says in the log what could not be loaded. */
  public static void warn(String unloadable) {
    LOG.warn("a security package cannot be loaded: {}", unloadable);
  }

  /**
   * The same.
   *
   * @param unloadable is told of what cannot be loaded: another copy of this library in another
   *     loader, or a package that lacks a jar
   */
  public static Map<String, PackageProvider> available(
      Collection<PackageProvider> given, Consumer<String> unloadable) {
    Map<String, PackageProvider> found = new LinkedHashMap<>();
    given.forEach(each -> found.putIfAbsent(each.name(), each));
    ClassLoader own = PackageProviders.class.getClassLoader();
    collect(own, found, unloadable);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && context != own) {
      collect(context, found, unloadable);
    }
    return found;
  }

  private static void collect(
      @Nullable ClassLoader loader,
      Map<String, PackageProvider> found,
      Consumer<String> unloadable) {
    Iterator<PackageProvider> providers =
        ServiceLoader.load(PackageProvider.class, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        PackageProvider provider = providers.next();
        found.putIfAbsent(provider.name(), provider);
      } catch (ServiceConfigurationError | LinkageError e) {
        Throwable cause = e.getCause();
        unloadable.accept(cause == null ? e.toString() : e + "; caused by " + cause);
      }
    }
  }
}
