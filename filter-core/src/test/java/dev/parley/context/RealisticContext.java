package dev.parley.context;

import dev.parley.sspi.Identity;
import dev.parley.sspi.SessionKey;
import java.util.concurrent.atomic.AtomicLongArray;

/** A context that has the size of the one that Digest keeps. */
final class RealisticContext implements KeptContext {
  private final Identity identity;
  private final SessionKey key = SessionKey.copyOf(new byte[32]);
  private final AtomicLongArray window = new AtomicLongArray(6);
  private final int origin;
  private final long nonceTime;
  private final long nonceRandom;
  private final long establishedMillis;
  private final long expiresMillis;

  RealisticContext(Identity identity, long establishedMillis, long expiresMillis) {
    this(identity, Owners.of("192.0.2.1"), establishedMillis, expiresMillis);
  }

  RealisticContext(Identity identity, int origin, long establishedMillis, long expiresMillis) {
    this.identity = identity;
    this.origin = origin;
    this.establishedMillis = establishedMillis;
    this.expiresMillis = expiresMillis;
    this.nonceTime = establishedMillis;
    this.nonceRandom = window.hashCode();
  }

  boolean isDestroyed() {
    return key.isDestroyed();
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public int origin() {
    return origin;
  }

  @Override
  public String packageName() {
    return "digest";
  }

  @Override
  public long establishedMillis() {
    return establishedMillis;
  }

  @Override
  public long expiresMillis() {
    return expiresMillis;
  }

  @Override
  public void destroy(ContextReference reference) {
    key.destroy();
  }

  @Override
  public String toString() {
    return identity + " " + nonceTime + " " + nonceRandom + " " + window.length();
  }
}
