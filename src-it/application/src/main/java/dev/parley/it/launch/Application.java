package dev.parley.it.launch;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ServiceLoader;
import java.util.Set;

/** What a container runs when it is not given a WAR; found by {@link ServiceLoader}. */
public interface Application {
  /** Registers servlets and filters in a context that is about to start. */
  void register(ServletContext context, LaunchOptions options) throws ServletException;

  /** The only application on the class path, as the container wants it. */
  static ServletContainerInitializer initializer(LaunchOptions options) {
    return new Initializer(options);
  }

  /** Runs {@link #register} when the context starts. */
  record Initializer(LaunchOptions options) implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) throws ServletException {
      ServiceLoader.load(Application.class)
          .findFirst()
          .orElseThrow(() -> new ServletException("no Application on the class path"))
          .register(context, options);
    }
  }
}
