package dev.parley.it.jetty.ee10;

import dev.parley.it.app.TestApplication;
import dev.parley.it.jetty.JettyContainer;
import dev.parley.it.launch.Application;
import dev.parley.it.launch.Container;
import dev.parley.it.launch.LaunchOptions;
import dev.parley.it.launch.Launcher;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Starts Jetty with a Jakarta EE 10 context; without WebSocket, whose artifacts are incomplete. */
public final class JettyEe10 {
  private JettyEe10() {}

  /** Runs until standard input ends. */
  public static void main(String[] args) throws Exception {
    Launcher.run(args, JettyEe10::start);
  }

  private static Container start(LaunchOptions options) throws Exception {
    return JettyContainer.start(options, path -> context(options, path));
  }

  private static ServletContextHandler context(LaunchOptions options, String path) {
    ServletContextHandler context = new ServletContextHandler(path, true, false);
    context.addServletContainerInitializer(Application.initializer(options));
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(409, TestApplication.ERROR_PAGE);
    context.setErrorHandler(errors);
    return context;
  }
}
