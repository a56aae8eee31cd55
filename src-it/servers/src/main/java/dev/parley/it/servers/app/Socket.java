package dev.parley.it.servers.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket that the container finds by itself: not every upgrade goes through the filters. */
@ServerEndpoint("/socket")
public final class Socket {

  /** Sends back what it was sent. */
  @OnMessage
  public String echo(String message) {
    return message;
  }
}
