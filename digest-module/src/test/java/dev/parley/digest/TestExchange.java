package dev.parley.digest;

import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A request made by hand. */
public record TestExchange(
    String method,
    String path,
    @Nullable String query,
    @Nullable String credentials,
    String userAgent,
    String remoteAddress,
    String entity)
    implements HttpExchange {

  /** An entity in whose middle the client goes away. */
  static final String GONE = "gone";

  /** An entity that must not be read. */
  static final String LEFT_ALONE = "left alone";

  static final int ENTITY_LIMIT = 1000;

  public static TestExchange get(String target) {
    int mark = target.indexOf('?');
    return new TestExchange(
        "GET",
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        null,
        "test/1",
        "192.0.2.1",
        "");
  }

  public TestExchange with(@Nullable String value) {
    return new TestExchange(method, path, query, value, userAgent, remoteAddress, entity);
  }

  public TestExchange by(String agent) {
    return new TestExchange(method, path, query, credentials, agent, remoteAddress, entity);
  }

  public TestExchange from(String address) {
    return new TestExchange(method, path, query, credentials, userAgent, address, entity);
  }

  public TestExchange post(String body) {
    return new TestExchange("POST", path, query, credentials, userAgent, remoteAddress, body);
  }

  String target() {
    return query == null ? path : path + "?" + query;
  }

  @Override
  public String scheme() {
    return "http";
  }

  @Override
  public String host() {
    return "Example.test:8080";
  }

  @Override
  public @Nullable String authorization() throws MalformedTokenException {
    if (credentials != null && credentials.equals("twice")) {
      throw new MalformedTokenException("Authorization comes twice");
    }
    return credentials;
  }

  @Override
  public @Nullable String header(String name) {
    return name.equalsIgnoreCase("User-Agent") ? userAgent : null;
  }

  @Override
  public String connectionId() {
    return "1";
  }

  @Override
  public void hashEntity(MessageDigest hash, @Nullable Object context)
      throws IOException, EntityTooLargeException {
    if (entity.equals(LEFT_ALONE)) {
      throw new AssertionError("the entity was read");
    }
    if (entity.length() > ENTITY_LIMIT) {
      throw new EntityTooLargeException(ENTITY_LIMIT);
    }
    hash.update(entity.getBytes(StandardCharsets.UTF_8));
    if (entity.equals(GONE)) {
      throw new IOException("the client went away");
    }
  }
}
