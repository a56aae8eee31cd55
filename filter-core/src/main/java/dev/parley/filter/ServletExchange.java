package dev.parley.filter;

import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as packages see it: always the request of the wire, whatever it was dispatched
 * to since. Where the filter meets a request first on a later dispatch, the container's attributes
 * give the original target.
 */
final class ServletExchange implements HttpExchange {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ClientAddress clientAddress;
  private final Connections connections;
  private final EntityReader entities;
  private final String path;
  private final @Nullable String query;
  private @Nullable String authorization;
  private volatile @Nullable EntityReading reading;
  private volatile EntityBounds.Place place = EntityBounds.Place.FREE;

  ServletExchange(
      HttpServletRequest request,
      HttpServletResponse response,
      ClientAddress clientAddress,
      Connections connections,
      EntityReader entities) {
    this.request = request;
    this.response = response;
    this.clientAddress = clientAddress;
    this.connections = connections;
    this.entities = entities;
    DispatcherType type = request.getDispatcherType();
    String asyncUri = original(request, type, AsyncContext.ASYNC_REQUEST_URI);
    String forwardUri = original(request, type, RequestDispatcher.FORWARD_REQUEST_URI);
    if (asyncUri != null) {
      this.path = asyncUri;
      this.query = original(request, type, AsyncContext.ASYNC_QUERY_STRING);
    } else if (forwardUri != null) {
      this.path = forwardUri;
      this.query = original(request, type, RequestDispatcher.FORWARD_QUERY_STRING);
    } else {
      String uri = request.getRequestURI();
      this.path = uri == null ? "" : uri;
      this.query = request.getQueryString();
    }
  }

  private static @Nullable String original(
      HttpServletRequest request, DispatcherType type, String attribute) {
    return type == DispatcherType.REQUEST ? null : (String) request.getAttribute(attribute);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public @Nullable String query() {
    return query;
  }

  @Override
  public String scheme() {
    return request.getScheme();
  }

  @Override
  public String host() {
    String host = request.getHeader("Host");
    if (host != null) {
      return host;
    }
    // HTTP/2 has :authority, which containers show as server name and port.
    String name = request.getServerName();
    return name == null ? "" : name + ":" + request.getServerPort();
  }

  @Override
  public @Nullable String authorization() throws MalformedTokenException {
    if (authorization != null) {
      return authorization;
    }
    Enumeration<String> values = request.getHeaders("Authorization");
    if (values == null || !values.hasMoreElements()) {
      return null;
    }
    String value = values.nextElement();
    if (values.hasMoreElements()) {
      throw new MalformedTokenException("one Authorization field is expected");
    }
    if (value.isBlank()) {
      return null; // of a client that has forgotten its credentials
    }
    authorization = value;
    return value;
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String remoteAddress() {
    return clientAddress.of(request);
  }

  @Override
  public String connectionId() {
    String id = request.getServletConnection().getConnectionId();
    return id == null ? "" : id;
  }

  @Override
  public String requestId() {
    String id = request.getRequestId();
    return id == null ? "" : id;
  }

  @Override
  public String connectionProtocol() {
    return connections.protocol(request);
  }

  @Override
  public boolean isHandedOn() {
    return connections.isHandedOn(request);
  }

  @Override
  public @Nullable X509Certificate serverCertificate() {
    return connections.serverCertificate(request);
  }

  @Override
  public @Nullable String sessionValue(String name) {
    HttpSession session = request.getSession(false);
    try {
      return session != null && session.getAttribute(name) instanceof String value ? value : null;
    } catch (IllegalStateException e) {
      return null; // ended meanwhile by another request
    }
  }

  @Override
  public boolean keepInSession(String name, @Nullable String value) {
    try {
      HttpSession session = request.getSession(false);
      if (value == null) {
        if (session != null) {
          session.removeAttribute(name);
        }
        return true;
      }
      if (response.isCommitted()) {
        return false; // the client would not learn the id
      }
      boolean known = session != null;
      if (session == null) {
        session = request.getSession(true);
        // Containers take the id that the client asks for, if another application has it already.
        known = session.getId().equals(request.getRequestedSessionId());
      }
      if (known) {
        request.changeSessionId();
      }
      session.setAttribute(name, value);
      return true;
    } catch (IllegalStateException e) {
      return value == null; // ended meanwhile by another request, or the container has no sessions
    }
  }

  @Override
  public void hashEntity(MessageDigest hash, @Nullable Object context)
      throws IOException, EntityTooLargeException {
    EntityReading spooled = reading;
    if (spooled == null) {
      EntityReader.Held held = entities.read(request, this::remoteAddress, context, hash);
      place = held.place();
      reading = new EntityReading(held.entity(), request);
    } else {
      spooled.entity().hash(hash);
    }
  }

  /** The client has proved who it is: its entity counts no more as that of a stranger. */
  void proved() {
    place.close();
  }

  /** Deletes what was read of the entity. May be called again. */
  void discardEntity() throws IOException {
    try {
      SpooledEntity spooled = entity();
      if (spooled != null) {
        spooled.close();
      }
    } finally {
      place.close();
    }
  }

  /** The entity, if it was read. */
  @Nullable SpooledEntity entity() {
    EntityReading spooled = reading;
    return spooled == null ? null : spooled.entity();
  }

  /** How the application reads the entity, if it was read. */
  @Nullable EntityReading reading() {
    return reading;
  }
}
