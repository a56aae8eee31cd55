package dev.parley.digest.nonce;

import dev.parley.context.ContextReference;
import dev.parley.digest.message.DigestResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes nonces and tells what became of those that come back, without remembering any. Thread-safe.
 *
 * <p>A nonce proves by its MAC that it was made with one of our keys for this very opaque. It
 * serves only in the process that made it, because only there the used counts are known; one that
 * was made before a restart or by another node is recognised and ends as {@code stale=true} once
 * the password proves right.
 */
public final class Nonces {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final List<NonceKey> keys;
  private final int server;
  private final boolean named;
  private final long lifetimeMillis;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param keys the current key, then the previous ones
   * @param lifetime how long a nonce serves
   * @param named whether the text of a nonce has that of its opaque behind it, for clients that
   *     send no opaque
   * @param random a secure source, also of this process's identity
   */
  public Nonces(
      List<NonceKey> keys,
      Duration lifetime,
      boolean named,
      InstantSource clock,
      RandomGenerator random) {
    this.named = named;
    this.keys = List.copyOf(keys);
    this.lifetimeMillis = lifetime.toMillis();
    this.clock = clock;
    this.random = random;
    this.server = random.nextInt();
  }

  /** A new nonce, bound to the opaque. */
  public String issue(ContextReference opaque) {
    NonceKey key = keys.get(0);
    byte[] octets = new byte[NonceText.OCTETS];
    LONG.set(octets, 0, (clock.millis() << 16) | (key.name() & 0xFFFF));
    LONG.set(octets, 8, (long) server << 32);
    LONG.set(octets, 12, random.nextLong());
    System.arraycopy(
        key.mac(octets, opaque),
        0,
        octets,
        NonceText.MAC_OFFSET,
        octets.length - NonceText.MAC_OFFSET);
    String nonce = NonceText.write(octets);
    return named ? nonce + opaque.text() : nonce;
  }

  /**
   * The context that an answer names by its opaque, or by its nonce where it has no opaque and may
   * leave it out; null when it names none.
   */
  public @Nullable ContextReference reference(DigestResponse response) {
    byte[] octets = response.octets();
    int end = response.nonceEnd();
    if (!named || end - response.nonceStart() != NonceText.LONG_TEXT_LENGTH) {
      return response.hasOpaque()
          ? ContextReference.parse(octets, response.opaqueStart(), response.opaqueEnd())
          : null;
    }
    ContextReference behind =
        ContextReference.parse(octets, end - ContextReference.TEXT_LENGTH, end);
    if (!response.hasOpaque()) {
      return behind;
    }
    // Two names for one thing have to agree.
    ContextReference opaque =
        ContextReference.parse(octets, response.opaqueStart(), response.opaqueEnd());
    return opaque != null && opaque.equals(behind) ? opaque : null;
  }

  /** What became of the nonce of an answer. */
  public NonceState examine(DigestResponse response, ContextReference opaque) {
    NonceText nonce = NonceText.of(response);
    if (nonce == null || !isAuthentic(nonce, opaque)) {
      return NonceState.UNKNOWN;
    }
    if (nonce.server() != server) {
      return NonceState.OTHER_SERVER;
    }
    return isExpired(nonce.issuedMillis()) ? NonceState.EXPIRED : NonceState.FRESH;
  }

  /**
   * When the nonce of an answer says that it was made, in milliseconds since 1970; 0 when it is
   * none of ours.
   */
  public long issuedMillis(DigestResponse response) {
    NonceText nonce = NonceText.of(response);
    return nonce == null ? 0 : nonce.issuedMillis();
  }

  /** A window for the nonce of an answer that {@link #examine} found fresh. */
  public NonceWindow window(DigestResponse response) {
    NonceText nonce = NonceText.of(response);
    if (nonce == null) {
      throw new IllegalArgumentException("not a nonce of ours");
    }
    return new NonceWindow(nonce);
  }

  /**
   * Whether a window's nonce has served its time, or comes from a time that the clock has not
   * reached.
   */
  public boolean isExpired(NonceWindow window) {
    return isExpired(window.issuedMillis());
  }

  /** Whether more than half of the nonce's time is over. */
  public boolean isAgeing(NonceWindow window) {
    return clock.millis() - window.issuedMillis() > lifetimeMillis / 2;
  }

  private boolean isExpired(long issued) {
    long age = clock.millis() - issued;
    return age > lifetimeMillis || age < 0;
  }

  private boolean isAuthentic(NonceText nonce, ContextReference opaque) {
    for (NonceKey key : keys) {
      if (key.name() == nonce.keyName()) {
        byte[] octets = new byte[NonceText.OCTETS];
        LONG.set(octets, 0, nonce.w0());
        LONG.set(octets, 8, nonce.w1());
        LONG.set(octets, 16, nonce.w2());
        LONG.set(octets, 24, nonce.w3());
        byte[] mac = key.mac(octets, opaque);
        byte[] expected = octets.clone();
        System.arraycopy(
            mac, 0, expected, NonceText.MAC_OFFSET, octets.length - NonceText.MAC_OFFSET);
        return MessageDigest.isEqual(octets, expected);
      }
    }
    return false;
  }
}
