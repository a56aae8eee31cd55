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
    return "1";
  }

  @Override
  public void hashEntity(MessageDigest hash) {
    hash.update(entity);
  }
}
