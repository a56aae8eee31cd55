package dev.parley.filter;

import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as packages see it: always the request of the wire, whatever it was dispatched
 * to since. Where the filter meets a request first on a later dispatch, the container's attributes
 * give the original target.
 */
final class ServletExchange implements HttpExchange {
  private final HttpServletRequest request;
  private final ClientAddress clientAddress;
  private final EntityLimits limits;
  private final String path;
  private final @Nullable String query;
  private @Nullable String authorization;
  private volatile @Nullable SpooledEntity entity;

  ServletExchange(HttpServletRequest request, ClientAddress clientAddress, EntityLimits limits) {
    this.request = request;
    this.clientAddress = clientAddress;
    this.limits = limits;
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
  public void hashEntity(MessageDigest hash) throws IOException, EntityTooLargeException {
    SpooledEntity spooled = entity;
    if (spooled == null) {
      if (request.getContentLengthLong() > limits.request()) {
        throw new EntityTooLargeException(limits.request());
      }
      entity = SpooledEntity.read(request.getInputStream(), limits, hash);
    } else {
      spooled.hash(hash);
    }
  }

  /** The entity, if it was read. */
  @Nullable SpooledEntity entity() {
    return entity;
  }
}
