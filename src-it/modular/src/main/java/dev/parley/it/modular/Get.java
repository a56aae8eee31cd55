package dev.parley.it.modular;

import dev.parley.http.HttpExchange;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** {@code GET /file}. */
record Get(@Nullable String authorization) implements HttpExchange {
  static final String PATH = "/file";

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return PATH;
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
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }

  @Override
  public String connectionId() {
    return "";
  }

  @Override
  public void hashEntity(MessageDigest hash, @Nullable Object context) {
    hash.update(new byte[0]);
  }
}
