package dev.parley.testing;

import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without a container. */
public final class TestExchange implements HttpExchange {
  private final String method;
  private final String path;
  private final List<String> authorization;
  private final Map<String, String> headers = new HashMap<>();
  private byte[] entity = {};
  private String remoteAddress = "192.0.2.1";
  private String connectionId = "1";
  private String connectionProtocol = "http/1.1";
  private String requestId = "";
  private @Nullable Map<String, String> session;

  private TestExchange(String method, String path, List<String> authorization) {
    this.method = method;
    this.path = path;
    this.authorization = authorization;
  }

  public static TestExchange get(String path, String... authorization) {
    return new TestExchange("GET", path, List.of(authorization));
  }

  public TestExchange from(String address) {
    remoteAddress = address;
    return this;
  }

  public TestExchange header(String name, @Nullable String value) {
    headers.put(name, value);
    return this;
  }

  /** On which connection it comes, and by which protocol. */
  public TestExchange on(String connection, String protocol) {
    connectionId = connection;
    connectionProtocol = protocol;
    return this;
  }

  /** By which id the container knows the request. */
  public TestExchange request(String id) {
    requestId = id;
    return this;
  }

  /** Of which session it is. */
  public TestExchange in(Map<String, String> values) {
    session = values;
    return this;
  }

  public TestExchange entity(byte[] octets) {
    entity = octets;
    return this;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public @Nullable String query() {
    return null;
  }

  @Override
  public String scheme() {
    return "http";
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public @Nullable String authorization() throws MalformedTokenException {
    if (authorization.size() > 1) {
      throw new MalformedTokenException("one Authorization field is expected");
    }
    return authorization.isEmpty() ? null : authorization.get(0);
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String connectionId() {
    return connectionId;
  }

  @Override
  public String requestId() {
    return requestId;
  }

  @Override
  public String connectionProtocol() {
    return connectionProtocol;
  }

  @Override
  public @Nullable String sessionValue(String name) {
    return session == null ? null : session.get(name);
  }

  @Override
  public boolean keepInSession(String name, @Nullable String value) {
    if (session == null) {
      return false;
    }
    if (value == null) {
      session.remove(name);
    } else {
      session.put(name, value);
    }
    return true;
  }

  @Override
  public void hashEntity(MessageDigest hash, @Nullable Object context) {
    hash.update(entity);
  }
}
