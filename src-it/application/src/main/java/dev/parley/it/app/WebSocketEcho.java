package dev.parley.it.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;

/** Answers each text message with the user's name, a colon and the message. */
public final class WebSocketEcho extends Endpoint {

  /** Adds the endpoint {@code /protected/socket} where the container has WebSocket. */
  static void register(ServletContext context, Object container) throws ServletException {
    try {
      ((ServerContainer) container)
          .addEndpoint(
              ServerEndpointConfig.Builder.create(WebSocketEcho.class, "/protected/socket")
                  .build());
    } catch (DeploymentException e) {
      throw new ServletException(e);
    }
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    Principal principal = session.getUserPrincipal();
    String user = principal == null ? "null" : principal.getName();
    // not a lambda: containers find the message's type by reflection
    session.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String message) {
            send(session, user + ":" + message);
          }
        });
  }

  private static void send(Session session, String text) {
    try {
      session.getBasicRemote().sendText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
