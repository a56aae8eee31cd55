package dev.parley.negotiate.ntlm.calculation;

import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where messages go: with extended session security each direction has its keys. */
public enum Direction {
  /** From the client. */
  CLIENT_TO_SERVER("client-to-server"),
  /** To the client. */
  SERVER_TO_CLIENT("server-to-client");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  private byte[] constant(String use) {
    return ("session key to " + words + " " + use + " key magic constant\0")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** SIGNKEY, MS-NLMP section 3.4.5.2. */
  byte[] signKey(byte[] exportedSessionKey) {
    return Primitives.md5(exportedSessionKey, constant("signing"));
  }

  /** SEALKEY, MS-NLMP section 3.4.5.3: of 128, 56 or 40 bits of the session key. */
  byte[] sealKey(byte[] exportedSessionKey, NegotiateFlags flags) {
    int length = flags.has(NegotiateFlag.KEY_128) ? 16 : flags.has(NegotiateFlag.KEY_56) ? 7 : 5;
    byte[] part = Arrays.copyOf(exportedSessionKey, length);
    try {
      return Primitives.md5(part, constant("sealing"));
    } finally {
      Ntlmv2.wipe(part);
    }
  }
}
