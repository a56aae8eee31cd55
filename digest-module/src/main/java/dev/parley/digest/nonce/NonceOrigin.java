package dev.parley.digest.nonce;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a nonce says of where it comes from, to whoever has no key to verify it. Immutable.
 *
 * @param issued when it was made, by the clock of the process that made it
 * @param server the process that made it: a number that each start draws
 */
public record NonceOrigin(Instant issued, int server) {

  /** The origin of a nonce as a challenge has it; empty when it has not the form of ours. */
  public static Optional<NonceOrigin> of(String nonce) {
    byte[] octets = nonce.getBytes(StandardCharsets.ISO_8859_1);
    NonceText text = NonceText.parse(octets, 0, octets.length);
    return text == null
        ? Optional.empty()
        : Optional.of(new NonceOrigin(Instant.ofEpochMilli(text.issuedMillis()), text.server()));
  }
}
