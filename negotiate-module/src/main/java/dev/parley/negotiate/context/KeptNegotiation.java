package dev.parley.negotiate.context;

import dev.parley.context.ContextReference;
import dev.parley.context.KeptContext;
import dev.parley.sspi.Identity;
import java.util.function.Predicate;

/** A client as it is kept by connection or session. Thread-safe. */
final class KeptNegotiation implements KeptContext {
  private final ContextReference reference;
  private final Proved proved;
  private final int origin;
  private final long establishedMillis;
  private final long expiresMillis;
  private volatile boolean destroyed;

  /**
   * @param origin the short name of the client's network
   * @param establishedMillis by the clock of the kept contexts
   * @param expiresMillis by the same
   */
  KeptNegotiation(
      ContextReference reference,
      Proved proved,
      int origin,
      long establishedMillis,
      long expiresMillis) {
    this.reference = reference;
    this.proved = proved;
    this.origin = origin;
    this.establishedMillis = establishedMillis;
    this.expiresMillis = expiresMillis;
  }

  ContextReference reference() {
    return reference;
  }

  Proved proved() {
    return proved;
  }

  boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public Identity identity() {
    return proved.context().identity();
  }

  @Override
  public boolean isNamed(Predicate<String> name) {
    return proved.context().vouched().isNamed(name);
  }

  @Override
  public int origin() {
    return origin;
  }

  @Override
  public String packageName() {
    return proved.info().name();
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
  public void destroy(ContextReference keptUnder) {
    destroyed = true;
    proved.context().close();
  }
}
