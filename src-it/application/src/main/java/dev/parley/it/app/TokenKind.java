package dev.parley.it.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** What a client sent after {@code Negotiate} or {@code NTLM}, by its first octets. */
enum TokenKind {
  /** A NegTokenInit in its frame (RFC 4178). */
  SPNEGO,
  /** A NegTokenResp. */
  SPNEGO_NEXT,
  /** A Kerberos token without SPNEGO. */
  KERBEROS,
  /** The first message of NTLM. */
  NTLM_NEGOTIATE,
  /** The last message of NTLM. */
  NTLM_AUTHENTICATE,
  /** Anything else. */
  OTHER;

  private static final byte[] NTLM = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SPNEGO_OID = HexFormat.of().parseHex("06062b0601050502");
  private static final byte[] KERBEROS_OID = HexFormat.of().parseHex("06092a864886f712010202");
  private static final int LONGEST_HEAD = 24;

  static TokenKind of(String credentials) {
    String[] part = credentials.split(" ", 2);
    if (part.length < 2 || !part[0].matches("(?i)negotiate|ntlm")) {
      return OTHER;
    }
    byte[] token;
    try {
      token = Base64.getDecoder().decode(part[1].strip());
    } catch (IllegalArgumentException e) {
      return OTHER;
    }
    if (Arrays.mismatch(token, NTLM) == NTLM.length && token.length > NTLM.length) {
      return token[NTLM.length] == 1 ? NTLM_NEGOTIATE : NTLM_AUTHENTICATE;
    }
    if (token.length == 0 || token[0] != 0x60) {
      return token.length > 0 && token[0] == (byte) 0xa1 ? SPNEGO_NEXT : OTHER;
    }
    if (head(token).contains(hex(SPNEGO_OID))) {
      return SPNEGO;
    }
    return head(token).contains(hex(KERBEROS_OID)) ? KERBEROS : OTHER;
  }

  private static String head(byte[] token) {
    return hex(Arrays.copyOf(token, Math.min(token.length, LONGEST_HEAD)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
