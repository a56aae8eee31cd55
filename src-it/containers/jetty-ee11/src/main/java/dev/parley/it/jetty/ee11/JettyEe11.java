package dev.parley.it.jetty.ee11;

import dev.parley.it.app.TestApplication;
import dev.parley.it.jetty.JettyContainer;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.Container;
import dev.parley.it.launch.LaunchOptions;
import dev.parley.it.launch.Launcher;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** Starts Jetty with a Jakarta EE 11 context. */
public final class JettyEe11 {
  private JettyEe11() {}

  /** Runs until standard input ends. */
  public static void main(String[] args) throws Exception {
    Launcher.run(args, JettyEe11::start);
  }

  private static Container start(LaunchOptions options) throws Exception {
    return JettyContainer.start(options, path -> context(options, path));
  }

  private static ServletContextHandler context(LaunchOptions options, String path) {
    ServletContextHandler context = new ServletContextHandler(path, true, false);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addServletContainerInitializer(Application.initializer(options));
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(409, TestApplication.ERROR_PAGE);
    context.setErrorHandler(errors);
    return context;
  }
}
